/** Noise, joins and primitives. Distance functions after Inigo Quilez, iquilezles.org/articles/distfunctions. */
export const COMMON_GLSL = `
uniform sampler2DArray uGrids;uniform sampler2D uLabel;
uniform vec2 uSize;uniform vec3 uFrom,uTo;uniform float uFov,uTime;uniform int uSamples;uniform vec4 uKnob;
float h13(vec3 p){p=fract(p*.1031);p+=dot(p,p.zyx+31.32);return fract((p.x+p.y)*p.z);}
vec3 h33(vec3 p){p=fract(p*vec3(.1031,.1030,.0973));p+=dot(p,p.yxz+33.33);return fract((p.xxy+p.yxx)*p.zyx);}
float noise(vec3 p){vec3 i=floor(p),f=p-i;f=f*f*(3.-2.*f);
 return mix(mix(mix(h13(i),h13(i+vec3(1,0,0)),f.x),mix(h13(i+vec3(0,1,0)),h13(i+vec3(1,1,0)),f.x),f.y),
 mix(mix(h13(i+vec3(0,0,1)),h13(i+vec3(1,0,1)),f.x),mix(h13(i+vec3(0,1,1)),h13(i+vec3(1,1,1)),f.x),f.y),f.z);}
float fbm(vec3 p){float a=.5,s=0.;for(int i=0;i<4;i++){s+=a*noise(p);p=p*2.03+vec3(7.1,3.7,5.3);a*=.5;}return s;}
float lathe(vec3 p,float layer,vec4 range){vec2 q=vec2(length(p.xz),p.y);vec2 uv=(q-range.xy)*range.zw;vec2 c=clamp(uv,.002,.998);
 float o=length((uv-c)/range.zw);float d=textureLod(uGrids,vec3(c,layer),0.).r;return o>0.?o+min(d,MARGIN*.8):d;}
float smin(float a,float b,float k){float h=max(k-abs(a-b),0.)/k;return min(a,b)-h*h*k*.25;}
float smax(float a,float b,float k){return -smin(-a,-b,k);}
float box(vec3 p,vec3 b,float r){vec3 q=abs(p)-b+r;return length(max(q,0.))+min(max(q.x,max(q.y,q.z)),0.)-r;}
float box2(vec2 p,vec2 b,float r){vec2 q=abs(p)-b+r;return length(max(q,0.))+min(max(q.x,q.y),0.)-r;}
float ball(vec3 p,vec3 r){float k=length(p/r);return k*(k-1.)/length(p/(r*r));}
float rod(vec3 p,vec3 a,vec3 b,float r){vec3 q=p-a,d=b-a;return length(q-d*clamp(dot(q,d)/dot(d,d),0.,1.))-r;}
float cone(vec3 p,vec3 a,vec3 b,float r1,float r2){vec3 q=p-a,d=b-a;float t=clamp(dot(q,d)/dot(d,d),0.,1.);return (length(q-d*t)-mix(r1,r2,t))*.94;}
float ring(vec3 p,float R,float r){return length(vec2(length(p.xz)-R,p.y))-r;}
/* A handle: an upright ring, pulled long by h, its section w times wider than thick. */
float handle(vec3 p,float R,float h,float r,float w){p.y-=clamp(p.y,-h,h);p.z/=w;return length(vec2(length(p.xy)-R,p.z))-r;}
float disc(vec3 p,float R,float h,float r){vec2 q=vec2(length(p.xz)-R+r,abs(p.y)-h+r);return min(max(q.x,q.y),0.)+length(max(q,0.))-r;}
/* Folded pieces of cloth in a pile, e wide and deep: a soft fold on the left, layers to be seen elsewhere. */
float sheet(vec3 p,float i,vec2 e,float t){float a=.03*sin(i*2.1+.6);p.y-=t*(i+.5)+.006;p.xz=mat2(1,-a,a,1)*p.xz;p.xz-=.014*vec2(sin(i*4.1),cos(i*2.7));
 p.y-=.012*sin(p.x*3.1+i*2.)*sin(p.z*2.6+i)+.006*sin(p.x*7.3+p.z*5.+i*4.);p.xz+=.010*vec2(sin(p.z*4.3+p.y*19.+i*2.),sin(p.x*5.1+p.y*23.+i*3.));
 float fold=smoothstep(-e.x*.86,-e.x*.98,p.x);float k=abs(fract((p.y+t*.5)/(t*.25))-.5);return (box(p,vec3(e.x,t*.475,e.y),t*.36)+.012*(1.-fold)*(.5-k)*2.-.006)*.74;}
float pile(vec3 p,float n,vec2 e,float t){float b=box(p-vec3(0,t*n*.5,0),vec3(e.x+.05,t*n*.5+.03,e.y+.05),.01);if(b>.1)return b;
 float i=clamp(floor(p.y/t),0.,n-1.);float d=sheet(p,i,e,t);if(n<1.5)return d;float f=fract(p.y/t);float j=f<.5?i-1.:i+1.;if(j>=0.&&j<n)d=min(d,sheet(p,j,e,t));return d;}
/* A long cloth lying on the table, with a few soft ridges. */
float drape(vec3 p,vec2 e,float lift){float b=box(p-vec3(0,lift*.5,0),vec3(e.x+.05,lift*.5+.06,e.y+.05),.01);if(b>.12)return b;
 float r=.5+.5*sin(p.x*1.5+.9*sin(p.z*.9+.4)+1.2*p.z);float q=.5+.5*sin(p.x*.7-p.z*2.3+1.1);float h=lift*(r*r*r*.7+q*q*q*q*.35)+.012*sin(p.x*5.+p.z*3.);
 float edge=box2(p.xz+.004*vec2(sin(p.z*6.),sin(p.x*6.)),e,.02);return smax(abs(p.y-h-.016)-.012,edge,.012)*.62;}
float twig(vec3 p,float h){float r=rod(p,vec3(0,.2,0),vec3(0,h,0),.026-.012*clamp(p.y/h,0.,1.));
 for(int i=0;i<5;i++){float y=h*(.42+.115*float(i));float a=float(i)*2.4;vec3 b=vec3(0,y,0),t=b+vec3(cos(a)*.42,.36,sin(a)*.3)*(1.-.1*float(i));
 r=smin(r,rod(p,b,t,.012),.03);r=min(r,ball(p-t,vec3(.035,.055,.035)));r=min(r,ball(p-mix(b,t,.55)-vec3(0,.03,0),vec3(.026,.042,.026)));}
 return min(r,ball(p-vec3(0,h,0),vec3(.036,.06,.036)));}
/* Plain weave, seen from a: two thread directions that take turns on top. */
float weave(vec2 a,float n){vec2 q=a*n;float slub=.35*noise(vec3(a.x*n*.12,a.y*n*1.02,1.))+.35*noise(vec3(a.x*n*1.02,a.y*n*.12,5.));
 float over=sin(q.x*3.14159)*sin(q.y*3.14159);float wx=abs(sin(q.y*3.14159)),wy=abs(sin(q.x*3.14159));
 return mix(wx,wy,smoothstep(-.25,.25,over))*(.75+slub);}
vec2 flatten(vec3 p,vec3 n){vec3 a=abs(n);return a.y>a.x&&a.y>a.z?p.xz:(a.x>a.z?p.zy:p.xy);}
`;
