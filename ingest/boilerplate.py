"""Is a paragraph part of the text, or furniture of the page that it was printed on?

Knows the wording of newsletter lines, captions and credits, navigation, sharing buttons, cookie and copyright lines
in English, Russian and Chinese. Knows nothing of positions or of other paragraphs. Pure.
"""

import re

_MOST_WORDS = 40
"""A longer paragraph is prose whatever it begins with: in doubt a caption too many is kept, not a sentence lost."""

_BEGINS = re.compile(
    r"""\W*(?:
    # newsletters
    sign\ up\ (?:for|to)\b | subscribe(?:\ (?:to|now|today|here|for)\b|\W*$) | unsubscribe\b
    | stay\ (?:informed|connected|tuned|up\ to\ date)\b | get\ (?:our|the\ latest)\b | enter\ your\ e-?mail\b
    | receive\ our\b | join\ our\ (?:mailing|newsletter|community|list)\b | don['’]t\ miss\b | your\ e-?mail\b
    | i['’]?a?m\ interested\ in\W*$ | подпис(?:аться|ывайтесь|ка\ на)\b | 订阅 | 扫一扫 | 扫码
    # sharing
    | share\ (?:this|on|via)\b | follow\ us\b | like\ us\ on\b | (?:e-?mail|print|tweet)\ this\b | поделиться\b
    | (?:(?:share|facebook|twitter|linkedin|whatsapp|telegram|e-?mail|print|reddit|pinterest|vk|weibo|wechat|tweet
        |copy\ link)\W*)+$ | 分享[到至] | 打印本页 | 关闭窗口
    # navigation
    | skip\ to\b | back\ to\ (?:top|home)\b | read\ (?:more|also|next)\b\W*(?:$|:|about\b)
    | related\ (?:articles?|posts?|stories|topics|content|reading|links)\b\W*(?:$|:)
    | you\ (?:may|might)\ also\ like\b | (?:previous|next)\ (?:article|post|page|story)\b | click\ here\b
    | (?:menu|search|home|comments?|advertisement|sponsored|table\ of\ contents|most\ (?:read|popular))\W*$
    | (?:log|sign)\ in\W*$ | leave\ a\ (?:comment|reply)\b | читайте\ также\b | версия\ для\ печати\b | реклама\W*$
    | 相关(?:阅读|新闻|链接) | [上下]一篇 | 返回顶部
    # cookies and rights
    | (?:we|this\ (?:web\ ?)?site)\ uses?\ cookies\b | (?:accept|manage)\ (?:all\ )?cookies\b
    | cookie\ (?:policy|settings)\b
    | by\ (?:continuing|clicking|using)\b.*\b(?:you\ agree|cookies)\b | privacy\ policy\b
    | terms\ (?:of\ (?:use|service)|and\ conditions)\b\W*(?:$|[|·]) | ©|\(c\)\ \d{4} | copyright\ (?:©|\(c\)|\d{4}|by\b)
    | все\ права\ защищены\b | 版权所有
    # captions and credits
    | (?:photo(?:graph)?|image|picture|illustration|caption)s?(?:\ (?:credit|courtesy))?\s*[:：]
    | photo(?:graph)?s?\ (?:by|courtesy)\b | credits?\s*: | фото\s*[:：/] | 图片?(?:来源)?[:：] | (?:责任)?编辑[:：]
    # page numbers, addresses
    | (?:page\ |стр\.\ |第)?\d{1,4}(?:\ ?(?:of|/|из)\ ?\d{1,4})?页?\W*$ | https?://\S+$
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_ENDS = re.compile(
    r"""(?:
    \((?:file\ )?(?:photo|image|picture|credit|illustration|фото)\b[^()]*\)      # … (Photo: A. Name)
    | (?:\((?:AP|AFP|Reuters|KCNA|Xinhua|TASS)\ ?(?:photo)?[^()]*\)\s*)           # … (AP Photo/A. Name)
    | (?:/|via\ )(?:getty\ images|afp|reuters|xinhua(?:\ news)?|kcna|tass|epa|ap)\)?   # … Name/Getty Images
    | all\ rights\ reserved
    )\W*$""",
    re.IGNORECASE | re.VERBOSE,
)
_TRAIL = re.compile(r"[^.!?|0-9]{1,40}(?:\s[|»›>·•/]\s[^.!?|»›>·•0-9]{1,40}){2,}")
"""Home » News » Asia. A row of a table has figures, or begins with its bar."""

_CONTENT = re.compile(r"[^\W_]")


def is_boilerplate(paragraph: str) -> bool:
    """Whether a paragraph, trimmed, is no part of what the author wrote. In doubt it is prose."""
    if not _CONTENT.search(paragraph):
        return True
    if len(paragraph.split()) > _MOST_WORDS:
        return False
    return bool(_BEGINS.match(paragraph) or _ENDS.search(paragraph) or _TRAIL.fullmatch(paragraph))
