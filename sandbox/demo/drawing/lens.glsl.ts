/**
 * After tracing. LIGHT_GLSL adds the three layers up, each at its strength of the moment, with the
 * window's or the leaves' shadow over the key light. LENS_GLSL looks at the sum through a camera that
 * may have moved a little: parallax by depth, blur out of focus, steam, flames, tone, grain. What a
 * scene has none of is left out by GOBO, BLUR, STEAMS and FLAMES: a software renderer pays for every
 * branch, taken or not.
 */
export const LIGHT_GLSL = `#version 300 es
precision highp float;precision highp int;
uniform sampler2D uAmbient,uKey,uLamp;uniform vec2 uSize;uniform vec3 uFrom,uTo,uKeyFrom;uniform float uFov;uniform vec3 uLevels;uniform vec2 uGoboShift;uniform vec3 uLeaf[16];uniform vec2 uLeafSize[16];
out vec4 o;
float leaf(vec2 p,float a,vec2 s){float c=cos(a),d=sin(a);p=mat2(c,-d,d,c)*p;p.x+=p.y*p.y*.25;float w=s.x*(1.-p.y*p.y/(s.y*s.y));return abs(p.y)>s.y?1.:smoothstep(-.05,.05,abs(p.x)-max(w,0.));}
void main(){ivec2 at=ivec2(gl_FragCoord.xy);vec4 a=texelFetch(uAmbient,at,0);vec3 k=texelFetch(uKey,at,0).rgb;vec3 l=texelFetch(uLamp,at,0).rgb;
 vec3 w=normalize(uTo-uFrom),u=normalize(cross(w,vec3(0,1,0))),v=cross(u,w);vec2 px=(gl_FragCoord.xy-.5*uSize)/uSize.y*2.;
 vec3 rd=normalize(px.x*u+px.y*v+w/tan(radians(uFov)*.5));vec3 p=uFrom+rd*a.a;float g=1.;

 #if GOBO>0
 {vec3 L=normalize(uKeyFrom),r=normalize(cross(vec3(0,1,0),L)),y=cross(L,r);vec2 q=vec2(dot(p,r),dot(p,y))+uGoboShift;
 
 #if GOBO==1
  {float e=.07;vec2 c=abs(q-vec2(.1,.9))-vec2(1.75,2.15);g=smoothstep(e,-e,c.x)*smoothstep(e,-e,c.y);
   g*=1.-.94*smoothstep(.10,.02,abs(q.x-.1))*1.;g*=1.-.94*smoothstep(.10,.02,abs(q.y-1.55));g*=1.-.94*smoothstep(.10,.02,abs(q.y-.1));}
  #else
  {for(int i=0;i<16;i++){vec2 d=q-uLeaf[i].xy;if(dot(d,d)>.9)continue;g=min(g,leaf(d,uLeaf[i].z,uLeafSize[i]));}
   g=mix(.16,1.,g);g*=mix(.5,1.,smoothstep(2.9,1.4,length(q*vec2(.8,1.)-vec2(0.,.8))));}
  #endif
 }
 #endif
 o=vec4(a.rgb*uLevels.x+k*uLevels.y*mix(.05,1.,g)+l*uLevels.z,a.a);}`;

export const LENS_GLSL = `#version 300 es
precision highp float;precision highp int;
uniform sampler2D uLit;uniform vec2 uSize,uSource;uniform vec3 uFrom,uTo;uniform float uFov,uTime,uExposure,uBlur,uFocus,uGrain,uZoom,uVignette,uRoll;uniform vec2 uPan,uShift;
uniform int uTaps;uniform vec4 uFlame[4];uniform float uFlameLit[4];uniform vec4 uSteam[4];uniform float uSteamLit[4];
out vec4 o;
float h13(vec3 p){p=fract(p*.1031);p+=dot(p,p.zyx+31.32);return fract((p.x+p.y)*p.z);}
float noise(vec3 p){vec3 i=floor(p),f=p-i;f=f*f*(3.-2.*f);
 return mix(mix(mix(h13(i),h13(i+vec3(1,0,0)),f.x),mix(h13(i+vec3(0,1,0)),h13(i+vec3(1,1,0)),f.x),f.y),mix(mix(h13(i+vec3(0,0,1)),h13(i+vec3(1,0,1)),f.x),mix(h13(i+vec3(0,1,1)),h13(i+vec3(1,1,1)),f.x),f.y),f.z);}
float fbm(vec3 p){float a=.5,s=0.;for(int i=0;i<4;i++){s+=a*noise(p);p=p*2.07+vec3(7.1,3.7,5.3);a*=.5;}return s;}
/* Unfiltered: where many looks are averaged anyway, filtering each costs most of the time. */
vec4 near(vec2 uv){return texelFetch(uLit,clamp(ivec2(uv*uSource),ivec2(0),ivec2(uSource)-1),0);}
vec2 asSeen(vec2 uv,float d){return uv+uShift*(1./d-1./uFocus);}
float coc(float d){return clamp(abs(1./d-1./uFocus)*uBlur,0.,.035);}
void main(){vec2 frame=gl_FragCoord.xy/uSize-.5;float aspect=uSize.x/uSize.y;float cr=cos(uRoll),sr=sin(uRoll);
 vec2 sq=mat2(cr,sr,-sr,cr)*vec2(frame.x*aspect,frame.y);float sa=uSource.x/uSource.y;
 /* The source may be of another shape: heights match at zoom 1. */
 vec2 base=vec2(sq.x/sa,sq.y)/uZoom+.5+uPan;vec2 uv=base;
 if(dot(uShift,uShift)>0.)for(int i=0;i<5;i++){float d=near(uv).a;uv=mix(uv,asSeen(base,d),.7);}
 vec4 c0=textureLod(uLit,uv,0.);vec3 c=c0.rgb;
 #if BLUR
 {float cc=coc(c0.a);vec3 sum=c0.rgb;float ws=1.;float big=max(cc,.010);
  /* What is sharp and stays so costs nothing. */
  if(cc>.0011)for(int i=1;i<40;i++){if(i>=uTaps)break;float f=float(i);float r=sqrt(f/float(uTaps))*big;float an=f*2.39996;vec2 q=uv+r*vec2(cos(an)/sa,sin(an));vec4 s=near(q);
   float sc=s.a>c0.a+.02?min(coc(s.a),cc):coc(s.a);float w=smoothstep(r-.0015,r+.0005,sc);sum+=s.rgb*w;ws+=w;}c=sum/ws;}
 #endif
 vec3 w=normalize(uTo-uFrom),u=normalize(cross(w,vec3(0,1,0))),v=cross(u,w);float z=1./tan(radians(uFov)*.5);
 for(int i=0;i<STEAMS;i++){vec3 e=uSteam[i].xyz-uFrom;float d=dot(e,w);vec2 at=vec2(dot(e,u),dot(e,v))*z/d;float size=uSteam[i].w*z/d;
  vec2 b=asSeen(base,length(e));vec2 q=((b-.5)*vec2(sa,1.)*2.-at)/size;
  float y=q.y;if(y>-.1&&y<3.2&&abs(q.x)<1.6){float drift=.32*(fbm(vec3(y*.7-uTime*.33,3.,uTime*.1))-.47)*y+.10*sin(y*2.1-uTime*1.1)*y;float width=.13+.17*y;
   float x=(q.x-drift)/width;float body=exp(-x*x*.9);float n=fbm(vec3(q.x*2.6-drift*2.,y*1.25-uTime*.55,uTime*.16+4.*float(i)));float n2=fbm(vec3(q.x*5.+n*2.,y*1.8-uTime*.8,9.));
   float wisps=smoothstep(.40,.78,n*.62+n2*.42)*body;float fade=smoothstep(-.05,.35,y)*smoothstep(3.,.6,y);float hid=smoothstep(-.1,.1,c0.a-length(e)+.4);
   c=mix(c,vec3(.93,.92,.90)*max(.12,min(dot(c,vec3(.33))*1.9+.22,1.)),clamp(wisps*fade*uSteamLit[i]*hid,0.,.8));}}
 for(int i=0;i<FLAMES;i++){vec3 e=uFlame[i].xyz-uFrom;float d=dot(e,w);vec2 at=vec2(dot(e,u),dot(e,v))*z/d;float size=uFlame[i].w*z/d;
  vec2 b=asSeen(base,length(e));vec2 q=((b-.5)*vec2(sa,1.)*2.-at)/size;float lit=uFlameLit[i];
  float t=uTime*2.1+3.7*float(i);float sway=(.10*sin(t*1.3)+.06*sin(t*3.1+1.))*max(q.y,0.)+.05*(noise(vec3(q.y*2.-t*1.6,t*.4,float(i)))-.5)*q.y;
  vec2 f=vec2(q.x-sway,q.y/(1.+.07*sin(t*2.3)));float h=clamp((f.y+.12)/1.75,0.,1.);float width=.34*sqrt(h)*pow(1.-h,.72)*1.75;
  float edge=width-abs(f.x);float body=smoothstep(-.045,.06,edge)*step(-.12,f.y)*step(f.y,1.63);float core=smoothstep(0.,.24,edge);
  vec3 col=mix(vec3(1.,.36,.05),vec3(1.,.80,.36),smoothstep(.0,.6,core+.2*h));col=mix(col,vec3(1.,.95,.80),smoothstep(.35,.95,core)*smoothstep(.1,.3,h));
  float low=smoothstep(.26,.0,h);col=mix(col,vec3(.10,.20,.75),low*.75);
  float seen=smoothstep(-.16,-.08,c0.a-length(e));c=mix(c,col*mix(3.1,.9,low),body*mix(.96,.35,low)*lit*seen);
  float glow=exp(-length(q-vec2(0.,.6))*1.15);float wide=exp(-length(q-vec2(0.,.6))*.26);c+=lit*(vec3(1.,.55,.20)*glow*.55+vec3(1.,.48,.16)*wide*.035);}
 c*=uExposure;c*=1.-uVignette*dot(frame*vec2(.9,1.1),frame*vec2(.9,1.1))*1.3;
 c=(c*(2.51*c+.03))/(c*(2.43*c+.59)+.14);c=clamp(c,0.,1.);c=pow(c,vec3(1./2.2));
 float l=dot(c,vec3(.3,.6,.1));c=mix(vec3(l),c,1.04);c=mix(c,c*vec3(1.012,1.,.985),.8);
 float g=h13(vec3(gl_FragCoord.xy,uGrain*61.))+h13(vec3(gl_FragCoord.yx+19.,uGrain*17.))-1.;c+=g*.012*(1.-.5*l);
 o=vec4(c,1.);}`;
