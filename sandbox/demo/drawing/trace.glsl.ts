/**
 * Follows a ray to what it meets and lights it. Three layers leave the shader, so that a clip can turn
 * its lights up and down without tracing again: ambient light with depth, the key light, the lamps.
 */
export const TRACE_GLSL = `
layout(location=0) out vec4 oAmbient;layout(location=1) out vec4 oKey;layout(location=2) out vec4 oLamp;
const float FAR=40.;
float mapAll(vec3 p){float d=min(mapSolid(p).x,p.y);if(HAS_WALL==1)d=min(d,p.z-WALL_Z);return d;}
vec3 backdrop(vec3 rd){float t=smoothstep(-.18,.34,rd.y);return mix(LOW,HIGH,t);}
/* The studio as a mirror sees it: a tall softbox at the key, a pale card opposite, dark between. */
vec3 studio(vec3 d,float rough,out float soft){vec3 L=normalize(KEY_FROM);vec3 r=normalize(cross(vec3(0,1,0),L)),u=cross(L,r);
 float f=dot(d,L);vec2 q=vec2(dot(d,r),dot(d,u))/max(f,.05);float e=.03+rough*.55;vec2 b=vec2(.34,.52)*KEY_SIZE;
 vec2 s=smoothstep(-e,e,b-abs(q));soft=f>0.?s.x*s.y:0.;
 float bars=1.-.5*(1.-smoothstep(.0,.02+rough*.2,abs(q.x)-.006))*(1.-smoothstep(.1,.3,rough));soft*=bars;
 float card=smoothstep(.35,.8,dot(d,normalize(vec3(.95,.15,.25))))*.32;
 vec3 sky=mix(LOW*.55,HIGH*.95,smoothstep(-.1,.7,d.y));float dark=smoothstep(-.9,.35,d.z);
 return AMBIENT*(sky*mix(1.,.42,dark)+card);}
float march(vec3 ro,vec3 rd,float tmax,out int id,int steps){float t=.01;id=-1;
 for(int i=0;i<steps;i++){vec2 h=mapSolid(ro+rd*t);if(h.x<.0005*t+.0003){id=int(h.y+.5);return t;}t+=h.x*.92;if(t>tmax)break;}return tmax;}
float shadow(vec3 p,vec3 l,float k,float tmax){float r=1.,t=.02;for(int i=0;i<34;i++){float h=mapShadow(p+l*t);r=min(r,k*h/t+.0);
 t+=clamp(h,.018,.5);if(r<-.2||t>tmax)break;}r=clamp(r,-.2,1.);r=(r+.2)/1.2;return r*r*(3.-2.*r);}
float occlusion(vec3 p,vec3 n){float o=0.,s=1.;for(int i=0;i<5;i++){float h=.012+.022*float(i*i);float d=mapAll(p+n*h);o+=max(h-d,0.)*s;s*=.78;}
 return clamp(1.-2.1*o,0.,1.);}
vec3 normalOf(int id,vec3 p,float t){float e=max(.0032,.0007*t);vec2 k=vec2(1,-1);
 return normalize(k.xyy*shapeOf(id,p+k.xyy*e)+k.yyx*shapeOf(id,p+k.yyx*e)+k.yxy*shapeOf(id,p+k.yxy*e)+k.xxx*shapeOf(id,p+k.xxx*e));}
float ggx(float nh,float a){float a2=a*a;float d=nh*nh*(a2-1.)+1.;return a2/(3.14159*d*d);}
struct Lit{vec3 ambient;vec3 key;vec3 lamp;};
Lit shade(vec3 p,vec3 n,vec3 rd,Mat m,vec3 L,vec3 lightAt,bool full){Lit o;vec3 v=-rd;
 float ao=full?occlusion(p+n*.004,n):clamp(.35+p.y*1.2,.35,1.);
 float up=.5+.5*n.y;vec3 diff=m.albedo*(1.-m.metal);
 vec3 sky=mix(HIGH,vec3(dot(HIGH,vec3(.33))),.4);vec3 ground=FLOOR_COLOUR;
 float side=.78+.22*dot(n,normalize(vec3(.8,.2,.5)));
 o.ambient=diff*AMBIENT*mix(ground*.62,sky,up)*side*ao*(.6+.4*ao);
 float nl=(dot(n,L)+m.wrap)/(1.+m.wrap);float sh=0.;
 if(nl>0.)sh=full?shadow(p+n*.006,L,KEY_SOFT,7.):1.;
 o.key=diff*KEY_COLOUR*max(nl,0.)*sh;
 /* Light that the floor and the walls hand on. */
 o.key+=diff*KEY_COLOUR*ground*.17*(1.-up)*ao*smoothstep(1.6,0.,p.y)+diff*KEY_COLOUR*.05*ao*side;
 o.lamp=m.emit;
#if LAMPS>0
 for(int i=0;i<LAMPS;i++){vec3 d=LAMP_AT[i]-p;float r=length(d);vec3 l=d/r;float a=(dot(n,l)+m.wrap)/(1.+m.wrap);
  float s=1.;if(full&&a>0.)s=shadow(p+n*.01,l,7.,r-LAMP_RADIUS[i]);
  vec3 c=LAMP_COLOUR[i]/(.25+r*r);o.lamp+=diff*c*(max(a,0.)*s+.07*ao);
  vec3 h=normalize(l+v);o.lamp+=c*s*max(a,0.)*ggx(max(dot(n,h),0.),max(m.rough*m.rough,.02))*m.spec*.25*(m.metal>.5?m.albedo:vec3(1));}
#endif
 vec3 rf=reflect(rd,n);float fr=pow(1.-max(dot(n,v),0.),5.);float soft;vec3 env=studio(rf,m.rough,soft);
 vec3 f0=mix(vec3(m.spec),m.albedo,m.metal);vec3 f=f0+(1.-f0)*fr*(1.-m.rough)*max(m.coat,m.metal);
 float occ=1.;vec3 seenAmbient=env,seenKey=vec3(0),seenLamp=vec3(0);
 if(full&&(m.coat>.1||m.metal>.5)){int id;float t=march(p+n*.02,rf,5.,id,22);float tf=rf.y<-.02?min(-p.y/rf.y,6.):6.;
  if(id>=0&&t<tf-.01){vec3 q=p+n*.02+rf*t;vec3 qn=normalOf(id,q,t+2.);Mat qm=materialOf(id,localOf(id,q),qn,q);float ql=max(dot(qn,L),0.);
   seenAmbient=qm.albedo*AMBIENT*(.35+.4*(.5+.5*qn.y));seenKey=qm.albedo*KEY_COLOUR*ql*.8;seenLamp=qm.emit;occ=0.;}
  else{float w=smoothstep(.10+m.rough*.4,-.30-m.rough*.4,rf.y);vec3 q=p+rf*tf;float open=rf.y<-.02?clamp(mapSolid(vec3(q.x,.05,q.z)).x*3.+.15,0.,1.):1.;seenAmbient=mix(env,FLOOR_COLOUR*AMBIENT*.8,w);seenKey=w*FLOOR_COLOUR*KEY_COLOUR*max(L.y,0.)*.75*open;occ=1.-w;}}
 o.ambient+=f*seenAmbient*mix(.6,1.,ao)*(m.metal>.5?1.25:1.);
 float strength=m.metal>.5?2.1:mix(1.6,9.,m.coat)*(1.-m.rough*.55);
 o.key+=f*seenKey+f*KEY_COLOUR*soft*occ*strength*(m.coat>.02||m.metal>.5?1.:.0)*mix(1.,sh,.35);
 vec3 hh=normalize(L+v);o.key+=KEY_COLOUR*f0*ggx(max(dot(n,hh),0.),max(m.rough*m.rough,.03))*max(nl,0.)*sh*.12;
 o.lamp+=f*seenLamp;return o;}
vec3 wallNormal(vec3 p){float e=.004;float a=fbm(p*vec3(1.7,1.7,1.)*2.)*.030+.0030*noise(p*26.),b=fbm((p+vec3(e,0,0))*vec3(1.7,1.7,1.)*2.)*.030+.0030*noise((p+vec3(e,0,0))*26.),c=fbm((p+vec3(0,e,0))*vec3(1.7,1.7,1.)*2.)*.030+.0030*noise((p+vec3(0,e,0))*26.);
 return normalize(vec3((a-b)/e*.5,(a-c)/e*.5,1.));}
Lit look(vec3 ro,vec3 rd,vec3 L,vec3 lightAt,out float depth){
 float tf=rd.y<-.0005?-ro.y/rd.y:FAR;float tw=FAR;
#if HAS_WALL==1
 tw=rd.z<-.001?(WALL_Z-ro.z)/rd.z:FAR;
#endif
 float tmax=min(min(tf,tw),FAR);int id;float t=march(ro,rd,tmax,id,110);depth=t;
 vec3 p=ro+rd*t;
 if(id>=0){vec3 n=normalOf(id,p,t);return shade(p,n,rd,materialOf(id,localOf(id,p),n,p),L,lightAt,true);}
 if(tw<tf&&tw<FAR){Mat m=blank();m.albedo=WALL_COLOUR*(.96+.07*fbm(p*1.5));m.rough=.95;m.spec=.01;vec3 n=wallNormal(p);return shade(p,n,rd,m,L,lightAt,true);}
 if(tf<FAR){Mat m=floorMaterial(p);vec3 n=vec3(0,1,0);float e=.004;float r0=floorRelief(p);n=normalize(vec3(r0-floorRelief(p+vec3(e,0,0)),e,r0-floorRelief(p+vec3(0,0,e))));
  Lit a=shade(p,n,rd,m,L,lightAt,true);
#if HAS_WALL==0
  float far=smoothstep(2.,9.5,length(p.xz-vec2(uTo.x,uTo.z+.6)));vec3 b=backdrop(rd);float fall=.66+.34*smoothstep(.3,-.25,rd.x);
  a.ambient=mix(a.ambient,b*AMBIENT*.62,far);a.key=mix(a.key,b*KEY_COLOUR*.42*fall,far);a.lamp*=1.-far;
#endif
  return a;}
 Lit o;vec3 b=backdrop(rd);float fall=.66+.34*smoothstep(.3,-.25,rd.x);o.ambient=b*AMBIENT*.62;o.key=b*KEY_COLOUR*.42*fall;o.lamp=vec3(0);depth=FAR*.5;return o;}
void main(){
 vec3 w=normalize(uTo-uFrom),u=normalize(cross(w,vec3(0,1,0))),v=cross(u,w);float z=1./tan(radians(uFov)*.5);
 vec3 sa=vec3(0),sk=vec3(0),sl=vec3(0);float sd=0.;
 vec3 L0=normalize(KEY_FROM),lr=normalize(cross(vec3(0,1,0),L0)),lu=cross(L0,lr);
 for(int s=0;s<uSamples;s++){
  float fi=float(s)+.5;float fn=float(uSamples);vec2 j=vec2(fract(fi*.7548777),fract(fi*.5698403))-.5;
  vec2 q=vec2(fract(fi*.6180340+.2),fi/fn)-.5;
  vec2 px=(gl_FragCoord.xy+j-.5*uSize)/uSize.y*2.;
  vec3 rd=normalize(px.x*u+px.y*v+z*w);vec3 L=normalize(L0+(lr*q.x*.55+lu*q.y*.75)*KEY_SIZE*.8);
  float depth;Lit o;
#if GLASS==1
  /* Through thin glass: each wall reflects a little, tints by its slant, and lets the rest by. */
  vec3 ro=uFrom,tint=vec3(1);vec3 ga=vec3(0),gk=vec3(0);float tf=rd.y<-.0005?-ro.y/rd.y:FAR;float t=.01;float inside=1.;float first=-1.;
  int sid;float ts=march(ro,rd,min(tf,FAR),sid,110);int walls=0;
  for(int i=0;i<90;i++){vec3 p=ro+rd*t;vec2 h=mapGlass(p);float d=h.x;
   if(d<.0012){int id=int(h.y+.5);vec3 n=normalOf(id,p,t);if(first<0.)first=t;vec3 vv=-rd;float c=abs(dot(n,vv));vec3 nf=dot(n,rd)>0.?-n:n;
    float fr=.04+.96*pow(1.-c,5.);vec3 rf=reflect(rd,nf);float soft;vec3 env=studio(rf,.02,soft);
    Mat gm=materialOf(id,localOf(id,p),n,p);float gain=walls==0?1.:.35;
    float floorSeen=rf.y<-.02?1.:0.;env=mix(env,FLOOR_COLOUR*AMBIENT*.8,floorSeen*.7);
    ga+=tint*min(fr,.75)*env*gain*1.2;gk+=tint*fr*KEY_COLOUR*soft*7.*gain;
    tint*=pow(gm.albedo,vec3(.25+.30/max(c,.10)))*(1.-min(fr,.7)*.6);walls++;t+=.035;if(walls>6)break;}
   else t+=max(d*.9,.004);if(t>min(ts,FAR))break;}
  o=look(ro,rd,L,KEY_FROM,depth);o.ambient=o.ambient*tint+ga;o.key=o.key*tint+gk;o.lamp*=tint;if(first>0.)depth=first;
#else
  o=look(uFrom,rd,L,KEY_FROM,depth);
#endif
  sa+=min(o.ambient,vec3(6));sk+=min(o.key,vec3(6));sl+=min(o.lamp,vec3(6));sd+=depth;}
 float n=1./float(uSamples);oAmbient=vec4(sa*n,sd*n);oKey=vec4(sk*n,1);oLamp=vec4(sl*n,1);}
`;
