import type { ClaimRuleId, LawId, Severity } from "./index.ts";

/**
 * Advertising claims that are unlawful or need proof, in English and Chinese, with the law or code each is
 * taken from. A rule says what to look at; whether a claim is lawful is for people to decide, so only what
 * hardly any shop can defend is a `stop`.
 *
 * English patterns are read over words in small letters: a space stands for whatever parts two words.
 * Chinese patterns are read over letters and digits alone. `except`: what is found inside such a passage is
 * no claim (most of the Chinese ones are from SAMR's guideline on absolute terms of 2023, articles 5 and 6).
 */
export interface ClaimRule {
  id: ClaimRuleId;
  severity: Severity;
  laws: LawId[];
  en: string[];
  zh: string[];
  except: { en: string[]; zh: string[] };
}

const DISEASE_EN =
  "(?:acne|adhd|allerg(?:y|ies)|alzheimer.?s?|anxiety|arthritis|asthma|autism|cancers?|tumou?rs?|covid(?: 19)?|coronavirus|dementia|depression|diabetes|eczema|epilepsy|the flu|influenza|heart disease|hepatitis|herpes|hiv|hypertension|high blood pressure|infertility|insomnia|migraines?|osteoporosis|parkinson.?s?|psoriasis|rheumatism|rosacea|strokes?|tinnitus|thyroid disease|fatty liver|gout)";
const DISEASE_ZH =
  "(?:癌|癌症|肿瘤|糖尿病|高血压|高血脂|高血糖|三高|冠心病|心脏病|脑梗|中风|关节炎|风湿|类风湿|颈椎病|腰椎间盘突出|痛风|肝炎|脂肪肝|胃炎|胃病|肠炎|鼻炎|咽炎|哮喘|支气管炎|新冠|流感|感冒|湿疹|皮炎|牛皮癣|银屑病|白癜风|灰指甲|脚气|痤疮|痔疮|便秘|失眠|抑郁症?|焦虑症|老年痴呆|阿尔茨海默|帕金森|癫痫|自闭症|多动症|近视|白内障|不孕|不育|阳痿|早泄|前列腺炎|妇科病|盆腔炎|脱发|斑秃|甲状腺结节)";
const MY_EN = "(?:your |my |the |all |any |severe |chronic )*";

export const RULES: readonly ClaimRule[] = [
  {
    id: "absolute",
    severity: "stop",
    laws: ["cn-ad-9-3"],
    en: [],
    zh: ["国家级", "最高级", "最佳", "世界级品质"],
    except: {
      en: [],
      zh: [
        "国家级(?:非物质|非遗|文物|奖|荣誉|称号|高新|博物馆|景区|旅游|保护|自然|运动员|裁判|公园|地质|森林|贫困|实验室|重点|示范)",
        "最佳(?:赏味|尝味|食用|饮用|使用|保存|储存|存放|观赏|观看|拍摄|搭配|泡|冲泡|温度|时间|时机|时刻|季节|女|男|导演|影片|新人|员工|搭档|体验期|尺码|大小|距离|角度|坐姿)",
        "(?:评为|获得|获|荣获|年度)最佳",
      ],
    },
  },
  {
    id: "superlative",
    severity: "look",
    laws: ["cn-ad-9-3", "cn-ad-28"],
    en: [],
    zh: [
      "最(?:好用|好吃|好喝|好看|优质|优秀|优惠|先进|高端|高档|顶级|权威|安全|有效|便宜|低价|划算|实惠|畅销|受欢迎|专业|强|牛|奢华|环保|健康|舒适|舒服|耐用)(?!的自己)",
      "最好的(?!自己|朋友|时光|安排|礼物|方式|方法|办法|年纪|时候|状态)",
      "(?:全网|全国|全球|全世界|世界|行业|中国|亚洲|国内|销量|品质|质量|排名|口碑)第一(?!次|步|天|个|位|家|届|季|期|批|时间|人称)",
      "第一品牌",
      "(?:全网|史上|历史|全年)最低",
      "史上最",
      "顶级",
      "极品",
      "绝无仅有",
      "史无前例",
      "前无古人",
      "独一无二",
      "万能",
      "遥遥领先",
    ],
    except: {
      en: [],
      zh: [
        "不是最",
        "没有最",
        "并非最",
        "顶级(?:域名|会员)",
        "独一无二的(?:你|自己|她|他|礼物)",
        "万能(?:胶|钥匙|遥控|充|工具|表)",
        "最舒服的(?:方式|状态|姿势)",
      ],
    },
  },
  {
    id: "number-one",
    severity: "note",
    laws: ["gb-cap-3", "eu-unfair"],
    en: [
      "(?:no|nr|number)\\.? ?(?:1|one) (?:brand|choice|rated|selling|seller|recommended|product|best|in (?!(?:a|the) (?:series|row|set)))",
      "world.?s (?:best|finest|first|number one|no 1|greatest|safest|strongest|most)",
      "best in (?:the )?(?:world|market|industry|country|europe|america)",
      "(?:the )?(?:cheapest|lowest) prices? (?:anywhere|ever|guaranteed|online|on the market|in (?:the )?(?:world|country|uk|us|usa|europe))",
      "unbeatable prices?",
      "clinically proven",
      "scientifically proven",
    ],
    zh: [],
    except: { en: [], zh: [] },
  },
  {
    id: "state-organs",
    severity: "stop",
    laws: ["cn-ad-9-2"],
    en: [],
    zh: [
      "(?:国家机关|中南海|人民大会堂|军队|部队|国务院|党政机关|机关)(?:专用|特供|专供|指定|内供|特制)",
      "(?:国家)?领导人(?:推荐|同款|专用|代言)",
      "国宴(?:专用|指定|特供|用酒|用茶)",
    ],
    except: { en: [], zh: [] },
  },
  {
    id: "well-known-mark",
    severity: "stop",
    laws: ["cn-tm-14"],
    en: [],
    zh: ["驰名商标"],
    except: { en: [], zh: [] },
  },
  {
    id: "disease",
    severity: "stop",
    laws: [
      ...(["us-fdca-201", "us-ftc-health", "gb-cap-12"] as const),
      ...(["eu-unfair-17", "eu-food-info", "cn-ad-17", "cn-ad-18"] as const),
    ],
    en: [
      `(?:cures?|curing|cured|heals?|healing|treats?|treating|treated|reverses?|reversed|prevents?|preventing|eliminates?|fights?|beats?|relieves?|gets rid of|get rid of|ends?|stops?) ${MY_EN}${DISEASE_EN}`,
      `${DISEASE_EN} (?:cure|treatment|remedy|relief|free in)`,
      "(?:lowers?|reduces?) (?:your )?(?:blood sugar|blood pressure|cholesterol)",
      "anti.?cancer",
    ],
    zh: [
      `(?:治疗|医治|治好|治愈|根治|根除|主治|专治|治|防治|预防|抗|防|缓解|改善|告别|对抗|消除|逆转)(?:各种|多种|你的|您的|长期|慢性|急性|反复)?${DISEASE_ZH}`,
      "降(?:血糖|血压|血脂|三高|尿酸|胆固醇)",
      "药到病除",
      "包治百病",
      "治愈率",
    ],
    except: {
      en: [
        "(?:does not|doesn t|do not|don t|not intended to|cannot|can t|will not|won t|never)(?: \\w+){0,4} (?:cure|heal|treat|reverse|prevent|diagnose)",
        "(?:end|ends|stop|stops|beats?|fights?) (?:the )?(?:anxiety of|migraine of)",
      ],
      zh: [
        "(?:不能|不可|不得|不具有|没有|无法|不会|不)(?:替代|代替)?(?:药物|药品)?(?:用于|来)?(?:治疗|预防|防治|改善|缓解|治愈)",
        "抗癌(?:基金|英雄|斗士|日记)",
        "(?:治愈|改善)系",
      ],
    },
  },
  {
    id: "medical-words",
    severity: "look",
    laws: ["cn-ad-17"],
    en: [],
    zh: [
      "消炎",
      "抗炎",
      "排毒",
      "解毒",
      "活血化瘀",
      "补肾",
      "壮阳",
      "疗效",
      "药妆",
      "医学护肤",
      "处方",
      "祖传秘方",
      "增强免疫力",
      "提高免疫力",
      "药用价值",
      "细胞再生",
    ],
    except: { en: [], zh: ["无疗效", "没有疗效", "非处方", "(?:配镜|验光)处方", "处方镜"] },
  },
  {
    id: "sure-effect",
    severity: "look",
    laws: ["cn-ad-28", "us-ftc-health", "gb-cap-3", "eu-unfair"],
    en: [
      "100 ?(?:percent|per cent|\\.)? ?effective",
      "guaranteed (?:results|to work|success|weight loss|cure)",
      "results guaranteed",
      "works for (?:everyone|everybody|all skin types guaranteed)",
      "miracle (?:cure|cream|pill|product|serum|drops?|diet|treatment|remedy)",
      "(?:instant|overnight) (?:cure|results|weight loss|hair growth)",
      "permanent(?:ly)? (?:removes?|cures?|erases?|eliminates?) wrinkles",
    ],
    zh: [
      "(?:100|百分之百|百分百)(?:有效|见效|安全|治愈|成功)",
      "立竿见影",
      "(?:一|两|二|三|四|五|六|七|八|九|十|\\d{1,3})(?:天|日|周|小时|分钟|秒)(?:见效|显效|起效|速效|变白|美白|祛斑|生发)",
      "无效退款",
      "无效全额退",
      "永不反弹",
      "一用就(?:好|灵|白)",
      "人人有效",
    ],
    except: { en: ["not 100 ?(?:percent|per cent|\\.)? ?effective"], zh: [] },
  },
  {
    id: "no-side-effects",
    severity: "look",
    laws: ["us-ftc-health", "gb-cap-12", "cn-ad-16", "cn-ad-18"],
    en: [
      "(?:no|zero|without(?: any)?|free of) side effects?",
      "side effect free",
      "(?:completely|totally|absolutely|100 ?\\.? ?) ?safe for everyone",
    ],
    zh: ["(?:无|零|没有|不含|绝无)(?:任何|毒)?(?:毒)?副作用", "纯天然无副作用", "绝对安全"],
    except: { en: [], zh: [] },
  },
  {
    id: "weight-loss",
    severity: "stop",
    laws: ["us-ftc-weight", "gb-cap-13", "eu-food-claims", "cn-ad-18"],
    en: [
      "(?:lose|loses|losing|lost|drop|shed|burn) (?:up to |over |more than )?\\d{1,3} ?(?:lbs?|pounds?|kilos?|kgs?|stone|inches) (?:in|per|a|every|each|within) ",
      "(?:lose|losing) weight (?:without|with no) (?:any )?(?:diet|dieting|exercise|exercising|effort|changing)",
      "(?:lose|losing) weight (?:while you sleep|overnight|fast and forever|permanently)",
      "eat (?:whatever|anything|as much as) you (?:want|like)(?: \\w+){0,3} (?:lose|slim)",
      "(?:blocks?|blocking) (?:the )?(?:absorption of )?(?:fat|calories|carbs)(?: absorption)?",
      "permanent weight loss",
      "melts? (?:away )?(?:belly |body )?fat",
    ],
    zh: [
      "(?:月|周|天|日|年|\\d{1,3}天|\\d{1,2}周|\\d{1,2}个月|一周|一个月|七天)(?:狂|暴|轻松|快速|能|可)?(?:瘦|减|掉|甩)(?:了)?(?:\\d{1,3}|十|二十|三十)(?:斤|公斤|kg|磅)",
      "躺(?:着就)?(?:能)?瘦",
      "不(?:节食|运动|用节食|用运动)(?:也|就|照样)?(?:能|可以)?(?:瘦|减肥|掉秤)",
      "(?:快速|极速|速效|疯狂)(?:减肥|瘦身|燃脂)",
      "边吃边瘦",
    ],
    except: { en: [], zh: [] },
  },
  {
    id: "doctor-says",
    severity: "look",
    laws: ["us-ftc-endorse", "eu-food-claims", "gb-cap-12", "cn-ad-16", "cn-ad-18"],
    en: [
      "(?:doctors?|physicians?|dermatologists?|dentists?|pharmacists?|nurses?) (?:recommended|recommends?|approved|approves?|endorsed)",
      "(?:recommended|approved|endorsed) by (?:\\w+ ){0,2}(?:doctors?|physicians?|dermatologists?|dentists?|pharmacists?)",
    ],
    zh: [
      "(?:医生|医师|专家|院士|营养师|药师|三甲医院|医院|医学博士)(?:都|一致|强烈|联合|也)?(?:推荐|认证|认可|力荐)",
    ],
    except: { en: [], zh: ["搭配专家推荐"] },
  },
  {
    id: "authority-approved",
    severity: "look",
    laws: ["us-fda-approved", "eu-unfair-4", "eu-cosmetics", "gb-cap-3"],
    en: [
      "fda.(?:approved|certified|registered)",
      "approved by (?:the )?(?:fda|eu|european commission|european union|mhra)",
      "eu.approved",
    ],
    zh: ["(?:fda|欧盟)(?:认证|批准|认可)"],
    except: { en: ["not (?:been )?(?:fda.approved|approved by the fda|evaluated by)"], zh: [] },
  },
  {
    id: "free-from",
    severity: "note",
    laws: ["eu-cosmetics"],
    en: [
      "(?:chemical|toxin|paraben|parabens|silicone|sulphate|sulfate).free",
      "free (?:from|of) (?:chemicals|toxins|parabens|silicones|sulphates|sulfates)",
    ],
    zh: [],
    except: { en: [], zh: [] },
  },
  {
    id: "green",
    severity: "note",
    laws: ["eu-green", "us-ftc-green", "gb-cap-11"],
    en: [
      "(?:eco|environmentally|planet|earth|climate|ocean).friendly",
      "100 ?(?:percent|per cent|\\.)? ?(?:sustainable|biodegradable|green)",
      "good for the (?:planet|environment)",
    ],
    zh: [],
    except: { en: [], zh: [] },
  },
  {
    id: "climate-neutral",
    severity: "look",
    laws: ["eu-offsets", "us-ftc-green", "gb-cap-11"],
    en: [
      "(?:climate|carbon|co2).(?:neutral|negative|positive|compensated)",
      "(?:net|carbon).zero (?:product|shipping|delivery|clothing|packaging)",
    ],
    zh: ["碳中和", "零碳(?:产品|商品|包装)", "气候中和"],
    except: { en: [], zh: [] },
  },
  {
    id: "sure-profit",
    severity: "stop",
    laws: ["cn-ad-25", "eu-unfair", "gb-cap-3"],
    en: [
      "guaranteed (?:returns?|profits?|income|earnings)",
      "risk.free (?:investment|returns?|profits?|income)",
      "get rich quick",
    ],
    zh: ["保本(?:保息|收益|高息)", "稳赚不赔", "零风险高(?:收益|回报)", "保证(?:收益|盈利|赚钱)"],
    except: { en: [], zh: [] },
  },
];

const patternsOf = (rule: ClaimRule) => ({
  ...rule,
  // A space is whatever parts two words; before and after stands no letter and no digit.
  enFind: rule.en.map((one) => bounded(one)),
  enExcept: rule.except.en.map((one) => bounded(one)),
  zhFind: rule.zh.map((one) => new RegExp(one, "g")),
  zhExcept: rule.except.zh.map((one) => new RegExp(one, "g")),
});

function bounded(pattern: string): RegExp {
  const parted = pattern
    .trimEnd()
    .replaceAll(" ", "[ .]+")
    .replace(/\[ \.\]\+\?/g, "[ .]*");
  return new RegExp(`(?<![^ .*!|+@$])(?:${parted})(?![^ .*!|+@$])`, "g");
}

/** Every rule with its patterns made ready. */
export const READY_RULES = RULES.map(patternsOf);
