/** What things are made of. Every material fills a Mat from the local point, so that patterns stick. */
export const MATERIALS_GLSL = `
struct Mat{vec3 albedo;float rough;float metal;float spec;vec3 emit;float wrap;float coat;};
Mat blank(){return Mat(vec3(.8),.6,0.,.04,vec3(0),0.,0.);}
/* Random dots. The eight cells round the point are enough while a dot is smaller than half a cell. */
float specks(vec3 p,float density,float size){vec3 q=p*density-.5;vec3 i=floor(q),f=q-i-.5;float s=0.;
 for(int x=0;x<=1;x++)for(int y=0;y<=1;y++)for(int z=0;z<=1;z++){vec3 g=vec3(x,y,z);vec3 h=h33(i+g);
 float keep=step(.62,h13(i+g+17.));float r=size*(.25+h.x*h.y*1.3);vec3 at=g-.5+(h-.5)*.5;s=max(s,keep*(1.-smoothstep(r*.5,r,length(at-f))));}return s;}
/* Glazed stoneware: bare clay under foot, thin brown break at the rim, iron specks. */
void glaze(inout Mat m,vec3 p,vec3 n,vec3 c,float speck,float foot,float rim,float gloss){
 float cloud=fbm(p*2.6);float fine=fbm(p*11.);
 vec3 col=c*(.93+.16*cloud)*(.98+.05*fine);
 float s=specks(p,13.,.30)*.85;float s2=specks(p+9.3,31.,.26)*.55;
 col=mix(col,vec3(.075,.045,.028),clamp((s+s2)*speck,0.,.85));
 float edge=1.-smoothstep(.0,.045,abs(p.y-rim)+.012*(fine-.5));
 col=mix(col,vec3(.33,.19,.10)*(.35+.9*dot(c,vec3(.33))),edge*.62);
 float line=foot+.018*sin(atan(p.z,p.x)*3.+1.)+.012*(fbm(p*5.)-.5);
 float under=smoothstep(.45,.25,n.y);float bare=(1.-smoothstep(line-.004,line+.004,p.y))*under;
 float pool=smoothstep(line-.0,line+.012,p.y)*(1.-smoothstep(line+.012,line+.05,p.y))*under;
 col*=1.-.22*pool;
 vec3 clay=vec3(.46,.33,.235)*(.85+.3*fbm(p*vec3(6.,40.,6.)))*(.92+.16*noise(p*60.));
 m.albedo=mix(col,clay,bare);m.rough=mix(mix(.5,.16,gloss),.9,bare);m.spec=mix(.045,.02,bare);m.coat=mix(gloss,0.,bare);}
/* Two glazes, the second poured over the first down to a running line. */
void poured(inout Mat m,vec3 p,vec3 n,vec3 a,vec3 b,float y,float foot,float rim){
 glaze(m,p,n,a,.8,foot,rim,.35);float ang=atan(p.z,p.x);
 float run=y+.16*sin(ang*2.+.6)+.1*sin(ang*5.+2.)+.05*sin(ang*11.)+.04*fbm(p*4.);
 float t=smoothstep(run-.012,run+.012,p.y);float thick=smoothstep(run,run+.1,p.y);
 vec3 g=b*(.72+.5*fbm(p*vec3(4.,1.4,4.)));g=mix(g*.72,g,thick);
 m.albedo=mix(m.albedo,g,t);m.rough=mix(m.rough,.14,t);m.coat=mix(m.coat,1.,t);}
void clay(inout Mat m,vec3 p,vec3 c){m.albedo=c*(.86+.24*fbm(p*5.))*(.93+.14*noise(p*70.));m.rough=.92;m.spec=.02;
 m.albedo=mix(m.albedo,c*.45,specks(p,22.,.22)*.4);}
void linen(inout Mat m,vec3 p,vec3 n,vec3 c){vec2 q=flatten(p,n);float w=weave(q,88.);
 float slubs=noise(vec3(q.x*6.,q.y*150.,2.))*.5+noise(vec3(q.x*150.,q.y*6.,8.))*.5;
 m.albedo=c*(.60+.42*w)*(.86+.3*slubs)*(.93+.14*fbm(p*3.));m.rough=.95;m.spec=.015;m.wrap=.25;}
void stripes(inout Mat m,vec3 p,vec3 n,vec3 c,vec3 s,float x){linen(m,p,n,c);float d=min(abs(abs(p.x)-x),min(abs(abs(p.x)-x-.07),abs(abs(p.x)-x+.07)));
 float w=abs(abs(p.x)-x)<.04?.022:.012;float t=1.-smoothstep(w-.003,w+.003,d);m.albedo=mix(m.albedo,m.albedo*s/c,t);}
void wood(inout Mat m,vec3 p,vec3 c,float ringsEvery){vec3 q=p*vec3(1.,1.,.16);q+=.10*vec3(fbm(p*vec3(1.3,1.3,.3)),fbm(p*vec3(1.3,1.3,.3)+4.),0.);
 float r=length(q.xy+vec2(1.7,-1.9))*ringsEvery+.5*fbm(p*vec3(2.,2.,.35));float k=fract(r);float ring=smoothstep(0.,.75,k)*(1.-smoothstep(.86,1.,k));
 float pore=noise(p*vec3(95.,95.,5.));float ray=noise(p*vec3(26.,26.,1.6));
 m.albedo=c*mix(1.02,.62,ring*.72)*(.82+.28*ray)*(1.-.30*smoothstep(.62,.85,pore)*(.4+ring));m.rough=.62;m.spec=.03;m.coat=.12;}
void brass(inout Mat m,vec3 p,float rough){float wear=fbm(p*7.);m.albedo=vec3(.86,.62,.30)*(.86+.22*wear);m.metal=1.;m.rough=rough*(.8+.5*fbm(p*3.+5.));m.spec=1.;}
void metal(inout Mat m,vec3 c,float rough){m.albedo=c;m.metal=1.;m.rough=rough;m.spec=1.;}
/* Wax lets light in: it glows near the flame. */
void wax(inout Mat m,vec3 p,vec3 c,float top,float lit){m.albedo=c*(.95+.1*fbm(p*8.));m.rough=.42;m.spec=.035;m.wrap=.5;m.coat=.15;
 float d=max(top-p.y,0.);m.emit=lit*vec3(1.,.46,.14)*(.95*exp(-d*3.2)+.25*exp(-d*1.2))*c;}
void opal(inout Mat m,vec3 n,vec3 c,float lit){m.albedo=vec3(.93,.91,.87);m.rough=.22;m.spec=.04;m.coat=.7;m.wrap=.5;m.emit=c*lit;}
/* A shade with a bulb behind it: brightest at the height of the bulb. */
void lampshade(inout Mat m,vec3 p,vec3 n,vec3 c,vec3 glow,float bulb,float lit){float a=atan(p.z,p.x);float w=weave(vec2(a*1.15,p.y),70.);
 float slub=noise(vec3(a*3.,p.y*110.,2.))*.6+noise(vec3(a*90.,p.y*3.,8.))*.4;
 m.albedo=c*(.68+.34*w)*(.86+.28*slub);m.rough=.95;m.wrap=.3;float d=p.y-bulb;
 m.emit=lit*glow*(.30+.85*exp(-d*d*2.6))*(.70+.22*w)*(.80+.38*slub);}
void paper(inout Mat m,vec3 p){m.albedo=vec3(.86,.82,.73)*(.96+.06*noise(p*80.));m.rough=.9;m.spec=.02;}
/* A tin: dark lacquer, brass lid above y, a label around the front. */
void tin(inout Mat m,vec3 p,vec3 c,float lid,float R){float a=atan(p.x,p.z);
 if(p.y>lid){brass(m,p,.24);return;}
 m.albedo=c;m.rough=.34;m.spec=.05;m.coat=.5;
 vec2 uv=vec2(a*R/.84+.5,(p.y-.24)/.72);
 if(uv.x>0.&&uv.x<1.&&uv.y>0.&&uv.y<1.){vec3 t=textureLod(uLabel,vec2(uv.x,1.-uv.y),0.).rgb;m.albedo=pow(t,vec3(2.2))*(.96+.05*noise(p*90.));m.rough=.85;m.coat=0.;}}
void lemon(inout Mat m,vec3 p){m.albedo=mix(vec3(.86,.50,.030),vec3(.80,.56,.05),fbm(p*3.))*(.9+.2*fbm(p*24.));m.rough=.42;m.spec=.035;m.coat=.18;m.wrap=.2;}
void dry(inout Mat m,vec3 p,vec3 c){m.albedo=c*(.7+.5*fbm(p*vec3(30.,8.,30.)));m.rough=.95;m.wrap=.35;}
void teaLiquid(inout Mat m,vec3 p){m.albedo=vec3(.115,.034,.008);m.rough=.03;m.spec=.03;m.coat=.9;}
void thinGlass(inout Mat m,vec3 c){m.albedo=c;m.rough=.02;m.spec=.04;m.coat=1.;}
`;
