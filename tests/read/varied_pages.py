# ruff: noqa: E501 - page texts stand as they lie in a file
"""Pages as outlets of many kinds print them, each with what a reader sees in it. Outlets, people and events are invented."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Case:
    """``people`` are role → names; ``first`` and ``last`` the body's ends; ``articles`` how many the page holds."""

    data: bytes
    title: str | None
    first: str
    last: str
    published: str | None = None
    outlet: str | None = None
    people: dict[str, tuple[str, ...]] = field(default_factory=dict)
    captions: tuple[str, ...] = ()
    articles: int = 1
    path: str = "page"


A = "云州市长林晓岚周五宣布，连接云州与海东的跨海大桥将在明年三月通车。"
B = "她说，大桥建成后两地之间的车程将从三个小时缩短到四十分钟，渡轮仍会保留。"
C = "海东港务局此前表示，桥墩的最后一批钢梁已于上月运抵，工程没有延误。"
D = "当地商会估计，通车后每年往来两岸的旅客将超过八百万人次。"
TA = "雲州市長林曉嵐週五宣布，連接雲州與海東的跨海大橋將在明年三月通車。"
TB = "她說，大橋建成後兩地之間的車程將從三個小時縮短到四十分鐘，渡輪仍會保留。"
TC = "海東港務局此前表示，橋墩的最後一批鋼樑已於上月運抵，工程沒有延誤。"
EA = "Bay City will open its new harbor bridge next March, Mayor Ann Lorimer said on Friday, ending a decade of delays."
EB = "The ferries that have carried commuters since 1931 will keep running, she told reporters at the pier."
EC = "“Nobody will be left on the wrong side of the water,” Lorimer said."
ED = "Toll revenue is expected to cover the cost of the bridge within 20 years, the harbor board said."

NAV = "<div class='nav'><ul><li><a href='/'>首页</a></li><li><a href='/news'>新闻</a></li><li><a href='/world'>国际</a></li><li><a href='/sports'>体育</a></li></ul></div>"
FOOTER = (
    "<div class='footer'><p>版权所有 潮汐网 未经书面授权禁止转载</p><p>网站备案 00012345号 联系我们 关于我们</p></div>"
)


def html(head: str, body: str, lang: str = "zh-CN", charset: str = "utf-8") -> str:
    return f"<!DOCTYPE html>\n<html lang='{lang}'>\n<head><meta charset='{charset}'>{head}</head>\n<body>{body}</body>\n</html>"


portal = html(
    "<title>跨海大桥明年三月通车_国内新闻_潮汐网</title><meta property='og:site_name' content='潮汐网'><meta property='article:published_time' content='2031-05-09T10:20:00+08:00'>",
    f"{NAV}<div class='path-search'><a href='/'>潮汐网</a> &gt; <a href='/c'>国内</a> &gt; 正文</div><h1 class='main-title'>跨海大桥明年三月通车</h1>"
    "<div class='top-bar-wrap'><div class='date-source'><span class='date'>2031年05月09日 10:20</span> <a href='http://yz.example' class='source'>云州晚报</a></div><div class='share-tool'>微博 微信 空间</div></div>"
    f"<div class='article' id='artibody'><div class='img_wrapper'><img src='a.jpg' alt='跨海大桥明年三月通车'><span class='img_descr'>图为跨海大桥的主塔。记者 陈牧 摄</span></div><p>　　{A}</p><p>　　{B}</p><p>　　{C}</p><p>　　{D}</p>"
    "<p class='show_author'>责任编辑：周启明 </p></div><div class='article-keywords'><span>关键字 :</span> <a href='/k'>大桥</a></div>"
    "<div class='related'><h3>相关阅读</h3><ul><li><a href='/1'>渡轮票价五年未变</a></li><li><a href='/2'>海东港新码头启用</a></li></ul></div>"
    + FOOTER,
)
party = html(
    "<title>跨海大桥明年三月通车--时政--海湾网</title><meta name='publishdate' content='2031-05-09'><meta name='source' content='来源：云州晚报'>",
    "<div class='rm_nav'><a href='/'>海湾网首页</a> <a href='/a'>领导</a> <a href='/b'>人事</a></div><div class='text_con'><h1>跨海大桥明年三月通车</h1>"
    "<div class='box01'><div class='fl'>2031年05月09日08:15&nbsp;&nbsp;&nbsp;&nbsp;来源：<a href='http://yz.example'>云州晚报</a></div><div class='fr'>分享到： <a>微信</a></div></div>"
    f"<div class='box_con'><p>　　本报云州5月8日电 （记者陈牧、何青）{A}</p><p>　　{B}</p><p>　　{C}</p></div><div class='edit clearfix'>(责编：周启明、温岚)</div>"
    "<p class='share'>分享让更多人看到</p></div><div class='hot'><h3>热门排行</h3><li><a href='/1'>渡轮票价五年未变</a></li></div>",
    charset="GB2312",
)
government = html(
    "<title>云州市人民政府 跨海大桥明年三月通车</title><meta name='ArticleTitle' content='跨海大桥明年三月通车'><meta name='PubDate' content='2031-05-09 09:00'><meta name='ContentSource' content='市交通运输局'><meta name='SiteName' content='云州市人民政府'>",
    f"{NAV}<div class='xl_tit'>跨海大桥明年三月通车</div><div class='xl_xx'>发布日期：2031-05-09 09:00　信息来源：市交通运输局　浏览次数：1024　字号：[大 中 小]　<a>打印本页</a></div>"
    f"<div class='TRS_Editor'><p>　　{A}</p><p>　　{B}</p><p>　　{C}</p></div><div>扫一扫在手机打开当前页</div><div class='xgwz'><h4>相关文章</h4><a href='/1'>政策解读：跨海大桥收费办法</a></div>"
    + FOOTER,
)
hongkong = html(
    "<title>跨海大橋明年三月通車 - 海灣日報</title><meta property='og:site_name' content='海灣日報'><meta property='og:title' content='跨海大橋明年三月通車'>",
    "<header><a href='/'>海灣日報</a><a href='/hk'>港聞</a><a href='/intl'>國際</a></header><main><h1>跨海大橋明年三月通車</h1><div class='meta'>撰文：陳牧<br>出版：2031-05-09 10:20　更新：2031-05-09 11:45</div>"
    f"<div class='article-body'><p>{TA}</p><figure><img src='a.jpg'><figcaption>大橋主塔已經合龍。（何青攝）</figcaption></figure><p>{TB}</p><h3>渡輪仍會保留</h3><p>{TC}</p><div class='promo'>按此追蹤《海灣日報》WhatsApp頻道</div></div>"
    "<div class='tags'><a>大橋</a><a>渡輪</a></div><div class='recommend'><h4>相關文章</h4><a href='/1'>渡輪票價五年未變</a></div></main>",
    lang="zh-HK",
)
taiwan = html(
    "<title>跨海大橋明年三月通車 | 國際 | 潮訊新聞網</title><meta property='og:site_name' content='潮訊新聞網'>",
    "<nav><a href='/'>首頁</a><a href='/p'>政治</a><a href='/w'>國際</a></nav><article><h1>跨海大橋明年三月通車</h1><span class='time'>2031/05/09 10:20</span><div class='fb-share'>分享 留言 列印</div>"
    f"<div class='text'><p>〔記者陳牧／雲州報導〕{TA}</p><div class='photo'><img src='a.jpg' alt='大橋主塔已經合龍。（記者何青攝）'><p>大橋主塔已經合龍。（記者何青攝）</p></div><p class='ad'>請繼續往下閱讀...</p><p>{TB}</p><p>{TC}</p>"
    "<p class='app'>不用抽 不用搶 現在用APP看新聞 保證天天中獎　點我下載APP</p></div><h3>相關新聞</h3><ul><li><a href='/1'>渡輪票價五年未變</a></li><li><a href='/2'>海東港新碼頭啟用</a></li></ul></article>",
    lang="zh-TW",
)
french = html(
    "<title>跨海大桥明年三月通车 - 潮汐广播电台</title><meta property='og:site_name' content='潮汐广播电台'><meta property='article:published_time' content='2031-05-09T08:30:00+00:00'>",
    "<a class='skip' href='#m'>跳到主要内容</a><div class='t-content'><p class='m-bread'><a href='/'>中国</a></p><h1>跨海大桥明年三月通车</h1><div class='t-content__dates'>发表时间： 09/05/2031 - 10:30 更改时间： 09/05/2031 - 12:05</div>"
    "<figure><img src='a.jpg' alt='大桥主塔已经合龍'><figcaption>图为大桥主塔，2031年5月8日摄。 <span>TIDE - ANN LORIMER</span></figcaption></figure><div class='m-from-author'>作者： <a href='/auteur'>陈牧</a></div><div class='m-time'>1 分钟</div>"
    f"<p class='t-content__chapo'>{A}</p><div class='a-ad'>广告</div><div class='t-content__body'><p>{B}</p><p>{C}</p></div><p>浏览其他章节</p><div class='o-self'>下载潮汐广播电台应用程序跟踪国际时事新闻</div></div>",
)
german = html(
    "<title>跨海大桥明年三月通车 – 海湾之声 – 2031年5月9日</title><meta property='og:site_name' content='海湾之声'><meta name='author' content='陈牧'>",
    "<header><h1>跨海大桥明年三月通车</h1><div class='author'>陈牧</div><span class='publication'><time datetime='2031-05-09T08:00:00Z'>2031年5月9日</time></span></header>"
    f"<p class='teaser-text'>{A}</p><figure><img src='a.jpg' alt='大桥主塔'><figcaption>大桥主塔已经合龙<small class='copyright'>图像来源: Ann Lorimer/TP/picture alliance</small></figcaption></figure><div class='rich-text'><p>（海湾之声中文网）{B}</p><h2>渡轮仍会保留</h2><p>{C}</p>"
    "<p>陈牧/何青（潮汐社、云州社等）</p><p><em>© 2031年海湾之声版权声明：本台刊载的全部文字受版权法保护，如无海湾之声特别授权，不得擅自使用。</em></p></div>",
)
american = html(
    "<title>跨海大桥明年三月通车</title><meta property='og:site_name' content='海角之音'>",
    "<div class='c-hlights'><a href='/live'>直播</a></div><div class='category'><a>亚太</a></div><h1 class='title'>跨海大桥明年三月通车</h1><div class='published'><time pubdate='pubdate' datetime='2031-05-09T02:20:00+00:00'>2031年5月9日 10:20</time></div><ul class='author'><li><a>陈牧</a></li></ul><div class='share'>分享<br>打印</div>"
    f"<div class='wsw'><figure class='media-image'><img src='a.jpg' alt='大桥主塔，2031年5月8日。'><figcaption><span class='caption'>大桥主塔，2031年5月8日。</span></figcaption></figure><p><strong>云州 —&nbsp;</strong></p><p>{A}</p><p>{B}</p><div class='wsw__embed'><h4>你也许也喜欢</h4><a href='/1'>渡轮票价五年未变</a></div><p>{C}</p></div><div class='comments'><h3>论坛</h3></div>",
)
british = html(
    "<title>跨海大桥明年三月通车 - 泰晤中文</title><meta property='og:site_name' content='泰晤中文'>",
    "<main><h1>跨海大桥明年三月通车</h1><figure><img src='a.jpg' alt='大桥主塔'><p><span class='visually-hidden'>图像来源，</span>Lorimer Images</p><figcaption><span class='visually-hidden'>图像加注文字，</span><p>大桥主塔已经合龙。</p></figcaption></figure><div class='byline'><span>陈牧</span><br><span>泰晤中文记者</span></div><time datetime='2031-05-09'>2031年5月9日</time>"
    f"<p><b>{A}</b></p><p>{B}</p><h2>渡轮怎么办</h2><p>{C}</p><p>{D}</p></main><section class='related'><h2>更多相关内容</h2><a href='/1'>渡轮票价五年未变</a></section><section><h2>热读</h2><ol><li><a href='/2'>海东港新码头启用</a></li></ol></section>",
)
wire = html(
    "<title>Bay City sets a date for its harbor bridge | Tide Press</title><meta property='og:site_name' content='Tide Press'>",
    "<div class='Page-header'><a href='/'>Menu</a></div><h1 class='Page-headline'>Bay City sets a date for its harbor bridge</h1><figure><img src='a.jpg' alt=''><figcaption>The main tower of the harbor bridge stands in fog, Thursday, May 8, 2031, in Bay City. (TP Photo/Owen Pike)</figcaption></figure>"
    "<div class='Page-byline'>By <a>JANE ROE</a> and <a>JOHN DOE</a></div><div class='Page-dateModified'>Updated 8:30 AM GMT+8, May 9, 2031</div><div class='Page-actions'>Share</div>"
    f"<div class='RichTextStoryBody'><p>BAY CITY (TP) — {EA}</p><p>{EB}</p><p>{EC}</p><p>{ED}</p><p>___</p><p>Doe reported from Port Sands.</p></div><div class='related'><h3>Related stories</h3><a href='/1'>Ferry fares stay put</a></div>",
    lang="en",
)
agency = html(
    "<title>Bay City sets a date for its harbor bridge | Tide</title><meta property='og:site_name' content='Tide News'><meta name='article:published_time' content='2031-05-09T02:30:00Z'>",
    "<h1>Bay City sets a date for its harbor bridge</h1><div>By Jane Roe</div><time><span>May 9, 2031</span><span>2:30 AM UTC</span></time>"
    f"<div class='article-body'><p>BAY CITY, May 9 (Tide) - {EA}</p><div>Advertisement · Scroll to continue</div><p>{EB}</p><p>{EC}</p><p>{ED}</p><p>Reporting by Jane Roe; Editing by John Doe</p><p>Our Standards: The Tide Trust Principles.</p></div>",
    lang="en",
)
wordpress = html(
    "<title>Bay City sets a date for its harbor bridge – The Pier</title><meta property='og:site_name' content='The Pier'>",
    "<header id='masthead'><a href='/'>The Pier</a></header><article class='post hentry'><header class='entry-header'><h1 class='entry-title'>Bay City sets a date for its harbor bridge</h1><div class='entry-meta'><span class='posted-on'>Posted on <time class='entry-date published' datetime='2031-05-09T09:00:00+00:00'>May 9, 2031</time></span> <span class='byline'> by <span class='author vcard'><a>Jane Roe</a></span></span></div></header>"
    f"<div class='entry-content'><p>{EA}</p><div id='attachment_1' class='wp-caption aligncenter'><img src='a.jpg' alt='tower'><p class='wp-caption-text'>The main tower in fog. Photo by Owen Pike.</p></div><p>{EB}</p><blockquote><p>{EC}</p></blockquote><p>{ED}</p><div class='sharedaddy'><h3>Share this:</h3><ul><li><a>Twitter</a></li></ul></div><div id='jp-relatedposts'><h3>Related</h3></div></div><footer class='entry-footer'>Posted in <a>Harbor</a></footer></article><div id='comments'><h2>2 thoughts on “Bay City”</h2><p>Great news for all of us who wait for the ferry in the rain!</p></div>",
    lang="en",
)
hugo = f'---\ntitle: "跨海大桥明年三月通车"\ndate: 2031-05-09T10:20:00+08:00\nauthor: 陈牧\ncategories: ["国内"]\ntags: ["大桥", "渡轮"]\ndraft: false\n---\n\n{A}\n\n<!--more-->\n\n![大桥主塔已经合龙。何青摄](/img/a.jpg)\n\n{B}\n\n## 渡轮仍会保留\n\n> {C}\n\n{D}\n'
jekyll = f"---\nlayout: post\ntitle: 跨海大桥明年三月通车\ndate: 2031-05-09 10:20:00 +0800\ncategories: news\nsource: 云州晚报\noriginal: https://yz.example/2031/0509/1.html\nauthors:\n  - 陈牧\n  - 何青\n---\n\n{A}\n\n{B}\n\n{C}\n\n（责任编辑：周启明）\n"
wiki = f"# 跨海大桥明年三月通车\n\n2031年0[[zh:5月9日]]　来源：[[zh:云州]]晚报\n\n[[zh:云州|{A[:2]}]]{A[2:]}\n\n{B.replace('大桥', '[[zh:大桥]]')}\n\n{C}\n"
telegram = json.dumps(
    {
        "name": "海湾快讯",
        "type": "public_channel",
        "id": 1,
        "messages": [
            {
                "id": 1,
                "type": "service",
                "date": "2031-05-01T00:00:00",
                "actor": "海湾快讯",
                "action": "create_channel",
                "text": "",
            },
            {
                "id": 2,
                "type": "message",
                "date": "2031-05-09T10:20:00",
                "date_unixtime": "1936066800",
                "from": "海湾快讯",
                "text": [
                    {"type": "bold", "text": "跨海大桥明年三月通车"},
                    f"\n\n{A}{B}\n\n{C}\n\n",
                    {"type": "link", "text": "https://yz.example/2031/0509/1.html"},
                ],
            },
            {
                "id": 3,
                "type": "message",
                "date": "2031-05-10T08:00:00",
                "from": "海湾快讯",
                "text": f"渡轮票价五年未变\n\n{D}{C}",
            },
        ],
    },
    ensure_ascii=False,
)
csv = (
    "新闻标题;发布日期;正文内容;记者姓名;媒体\n"
    + f'跨海大桥明年三月通车;2031/05/09;"{A}\n{B}\n{C}";陈牧;云州晚报\n'
    + f'渡轮票价五年未变;2031/05/10;"{D}\n{C}";何青;云州晚报\n'
)
nested = "\n".join(
    json.dumps(
        {
            "_id": number,
            "status": "ok",
            "data": {
                "article": {
                    "headline": title,
                    "content": {"text": text},
                    "authors": [{"name": who}],
                    "published_at": 1936066800000 + 86400000 * number,
                    "site": {"name": "云州晚报"},
                }
            },
        },
        ensure_ascii=False,
    )
    for number, (title, text, who) in enumerate(
        (("跨海大桥明年三月通车", f"{A}\n{B}\n{C}", "陈牧"), ("渡轮票价五年未变", f"{D}\n{C}", "何青"))
    )
)
rss = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>云州晚报</title><link>https://yz.example/</link><language>zh-cn</language>
<item><title>跨海大桥明年三月通车</title><link>https://yz.example/2031/0509/1.html</link><dc:creator><![CDATA[陈牧]]></dc:creator><pubDate>Fri, 09 May 2031 10:20:00 +0800</pubDate><description><![CDATA[{A[:20]}…]]></description>
<content:encoded><![CDATA[<figure><img src="a.jpg" alt="大桥主塔"/><figcaption>大桥主塔已经合龙。</figcaption></figure><p>{A}</p><p>{B}</p><p>{C}</p><p>The post <a href="https://yz.example/1">跨海大桥</a> appeared first on <a href="https://yz.example">云州晚报</a>.</p>]]></content:encoded></item>
</channel></rss>"""
atom = f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>云州晚报</title><link href="https://yz.example/"/><updated>2031-05-09T10:30:00+08:00</updated>
<entry><title>跨海大桥明年三月通车</title><link rel="alternate" href="https://yz.example/2031/0509/1.html"/><published>2031-05-09T10:20:00+08:00</published><updated>2031-05-09T10:30:00+08:00</updated><author><name>陈牧</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{A}</p><p>{B}</p><p><strong>渡轮仍会保留</strong></p><p>{C}</p></div></content></entry></feed>"""
liar = html(
    "<title>跨海大桥明年三月通车</title>",
    f"<h1>跨海大桥明年三月通车</h1><p>2031-05-09 来源：云州晚报 作者：陈牧</p><p>{A}</p><p>{B}</p><p>{C}</p>",
).encode("gb18030")
big5 = html(
    "<title>跨海大橋明年三月通車</title>",
    f"<h1>跨海大橋明年三月通車</h1><p>2031年5月9日　記者陳牧／雲州報導</p><p>{TA}</p><p>{TB}</p><p>{TC}</p>",
    lang="zh-TW",
    charset="big5",
).encode("big5")
_record = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{portal}".encode()
warc = (
    (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:12345678-1234-1234-1234-123456789012>\r\nWARC-Date: 2031-05-12T00:00:00Z\r\n"
        f"WARC-Target-URI: https://tide.example/2031-05-09/1.html\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(_record)}\r\n\r\n"
    ).encode()
    + _record
    + b"\r\n\r\n"
)
mail = f"跨海大桥明年三月通车\n\n云州晚报 2031年5月9日\n记者 陈牧\n\n{A}\n\n{B}\n\n{C}\n\n（完）\n"
newspaper = f"跨海大橋明年通車\n\n【本報訊】{TA}{TB}\n\n圖：大橋主塔已經合龍。（何青攝）\n\n{TC}大橋工程由海東港務局監督。\n\n◆記者陳牧\n\n渡輪票價五年未變\n\n【本報訊】海東渡輪公司昨日公布財報，票價連續五年不變，公司董事長說，今年仍沒有加價的計劃，大家可以放心搭乘。\n\n該公司去年載客二百萬人次，比前年多出一成。\n\n◆記者何青\n"
mirror = f'### 跨海大桥明年三月通车\n------------------------\n\n#### [首页](../README.md) &nbsp;|&nbsp; [新闻](../news.md) &nbsp;|&nbsp; [翻墙](../vpn.md)\n\n<div class="post_content">\n <p>\n  {A}\n </p>\n <p>\n  <img alt="大桥主塔已经合龙。（云州晚报）" src="a.jpg"/>\n </p>\n <p>\n  {B}\n </p>\n <p>\n  {C}\n </p>\n <p>\n  责任编辑：周启明#\n </p>\n</div>\n\n<hr/>\n长按二维码把这篇文章分享给朋友：<br/>\nhttps://github.com/someone/news/blob/master/pages/1.md <br/>\n\n原文地址（需翻墙访问）：https://yz.example/2031/05/09/1.htm\n'

epaper = html(
    "<title>云州晚报-跨海大桥明年三月通车</title>",
    f"<table><tr><td><a href='node_1.htm'>第01版：头版</a> <a href='node_2.htm'>第02版：要闻</a> <a href='node_3.htm'>第03版：国际</a></td></tr></table><table><tr><td>上一篇 下一篇</td></tr></table><div class='title'><p class='yt'>历时九年</p><h2 class='bt'>跨海大桥明年三月通车</h2><p class='ft'>渡轮仍会保留</p><p class='zz'>本报记者 陈牧 通讯员 何青</p></div><div>《云州晚报》（2031年05月09日 第 02 版）</div><div id='ozoom'><img src='a.jpg'><p>图为大桥主塔。 陈牧摄</p><p>　　本报云州5月8日电 {A}</p><p>　　{B}</p><p>　　{C}</p></div><div>版权声明：云州晚报所有，未经允许不得转载</div>",
).encode()
aggregator = html(
    "<title>跨海大橋明年三月通車 - 海灣新聞</title><meta property='og:site_name' content='海灣新聞'><script type='application/ld+json'>"
    + json.dumps(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": "跨海大橋明年三月通車",
            "datePublished": "2031-05-09T02:20:00.000Z",
            "author": {"@type": "Person", "name": "陳牧"},
            "provider": {"@type": "Organization", "name": "雲州晚報"},
            "publisher": {"@type": "Organization", "name": "海灣新聞"},
        },
        ensure_ascii=False,
    )
    + "</script>",
    f"<div class='caas-title'><h1>跨海大橋明年三月通車</h1></div><div class='caas-attr'><div class='caas-attr-provider'>雲州晚報</div><div class='caas-attr-time'><time datetime='2031-05-09T02:20:00.000Z'>2031年5月9日 週五 上午10:20</time></div></div><div class='caas-body'><p>{TA}</p><figure class='caas-figure'><img src='a.jpg' alt='大橋'><figcaption class='caption'>大橋主塔已經合龍</figcaption></figure><p>{TB}</p><p>{TC}</p><p>更多雲州晚報報導<br><a href='/1'>渡輪票價五年未變</a><br><a href='/2'>海東港新碼頭啟用</a></p></div>",
    lang="zh-Hant",
).encode()
interface = json.dumps(
    {
        "code": 0,
        "msg": "success",
        "data": {
            "total": 2,
            "list": [
                {
                    "id": 7,
                    "title": "跨海大桥明年三月通车",
                    "abstract": A,
                    "content": f"<p>{A}</p><p>{B}</p><p>{C}</p>",
                    "publish_time": 1936066800,
                    "source": "云州晚报",
                    "author": "陈牧",
                    "article_url": "https://yz.example/2031/0509/1.html",
                    "tag": "国内",
                },
                {
                    "id": 8,
                    "title": "渡轮票价五年未变",
                    "content": f"<p>{D}</p><p>{C}</p>",
                    "publish_time": 1936153200,
                    "source": "云州晚报",
                    "author": "何青",
                    "article_url": "https://yz.example/2031/0510/2.html",
                },
            ],
        },
    },
    ensure_ascii=False,
).encode()
letter = html(
    "<title>跨海大桥明年三月通车 - by 陈牧 - 桥边来信</title><meta property='og:site_name' content='桥边来信'><meta name='author' content='陈牧'><script type='application/ld+json'>"
    + json.dumps(
        {
            "@type": "NewsArticle",
            "headline": "跨海大桥明年三月通车",
            "datePublished": "2031-05-09T10:20:00+08:00",
            "author": [{"@type": "Person", "name": "陈牧"}],
            "publisher": {"@type": "Organization", "name": "桥边来信"},
        },
        ensure_ascii=False,
    )
    + "</script>",
    f"<div class='topbar'><a href='/'>桥边来信</a><button>Subscribe</button><a href='/signin'>Sign in</a></div><article class='newsletter-post post'><div class='post-header'><h1 class='post-title'>跨海大桥明年三月通车</h1><h3 class='subtitle'>渡轮仍会保留</h3><div class='byline-wrapper'><a href='/@c'>陈牧</a><div>May 09, 2031</div></div></div><div class='available-content'><div class='body markup'><p>{A}</p><p>{B}</p><h2>工程没有延误</h2><p>{C}</p><p>{D}</p></div></div><div class='subscribe-widget'><p>Thanks for reading! Subscribe for free to receive new posts and support my work.</p></div></article><div class='comments-page'><h4>Discussion about this post</h4></div>",
).encode()
digest = f"# 海湾晨报 2031-05-09\n\n## 国内\n\n### 跨海大桥明年三月通车\n\n{A}{B}\n\n来源：[云州晚报](https://yz.example/1)\n\n### 渡轮票价五年未变\n\n{D}\n\n来源：[海东日报](https://hd.example/2)\n\n### 新码头启用\n\n{C}\n\n来源：[海东日报](https://hd.example/3)\n".encode()
summarised = f"<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><title>云州晚报</title><link>https://yz.example</link><item><title>跨海大桥明年三月通车</title><link>https://yz.example/2031/0509/1.html</link><author>news@yz.example (陈牧)</author><description>&lt;p&gt;{A}&lt;/p&gt;&lt;p&gt;{B}&lt;/p&gt;</description><pubDate>Fri, 09 May 2031 02:20:00 GMT</pubDate></item></channel></rss>".encode()
headless = f"跨海大桥明年三月通车\t2031-05-09\thttps://yz.example/1\t{A}{B}{C}\n渡轮票价五年未变\t2031-05-10\thttps://yz.example/2\t{D}{C}\n新码头启用\t2031-05-11\thttps://yz.example/3\t{C}{B}\n".encode()
local = html(
    "<title>Bay City sets a date for its harbor bridge - The Harbor Courier</title><meta property='og:site_name' content='The Harbor Courier'><meta property='article:published_time' content='2031-05-09T10:20:00-04:00'>",
    f"<h1>Bay City sets a date for its harbor bridge</h1><p class='byline'>By Jane Roe | jroe@courier.example</p><p class='time'>PUBLISHED: May 9, 2031 at 10:20 AM EDT</p><div class='body-copy'><p>{EA}</p><p>{EB}</p><p class='cta'>Sign up for our morning newsletter to get the news first.</p><p>{EC}</p></div><div class='paywall'><p>Subscribe to continue reading this article.</p><p>Already subscribed? To log in, click here.</p></div><div class='trending'><h3>Most Read</h3><a href='/1'>Ferry fares stay put</a></div>",
    lang="en",
).encode()
dispatch = f"跨海大桥明年三月通车\n\n（云州社海东2031年5月9日电）{A}\n{B}\n{C}\n（编辑：周启明）2031/05/09\n".encode()
hkpaper = html(
    "<title>跨海大橋明年三月通車 - 20310509 - 要聞 - 海灣報</title>",
    f"<div class='colleft'><hgroup><h1>跨海大橋明年三月通車</h1></hgroup><h6>2031年5月9日 星期五</h6><article class='txt4'><p>【海灣報專訊】{TA}</p><p>■渡輪仍會保留</p><p>{TB}</p><p>{TC}</p><p>海灣報記者</p></article><div id='zoomedimg'><figure><img src='a.jpg'><figcaption>大橋主塔已經合龍。（陳牧攝）</figcaption></figure></div></div><div class='colright'><h3>相關報道</h3><a href='/1'>渡輪票價五年未變</a></div>",
    lang="zh-HK",
).encode()
_AUTHOR = {"author": ("陈牧",)}
CASES = {
    "portal": Case(portal.encode(), "跨海大桥明年三月通车", A, D, "2031-05-09", "潮汐网", {"editor": ("周启明",)}, ("图为跨海大桥的主塔。记者 陈牧 摄",)),
    "party": Case(party.encode("gbk"), "跨海大桥明年三月通车", f"本报云州5月8日电 （记者陈牧、何青）{A}", C, "2031-05-09", "云州晚报", {"reporter": ("陈牧", "何青"), "editor": ("周启明", "温岚"), "source": ("云州晚报",)}),
    "government": Case(government.encode(), "跨海大桥明年三月通车", A, C, "2031-05-09", "云州市人民政府", {"source": ("市交通运输局",)}),
    "hong kong": Case(hongkong.encode(), "跨海大橋明年三月通車", TA, TC, "2031-05-09", "海灣日報", {"author": ("陳牧",)}, ("大橋主塔已經合龍。（何青攝）",)),
    "taiwan": Case(taiwan.encode(), "跨海大橋明年三月通車", f"〔記者陳牧／雲州報導〕{TA}", TC, "2031-05-09", "潮訊新聞網", {"reporter": ("陳牧",)}, ("大橋主塔已經合龍。（記者何青攝）",)),
    "french radio": Case(french.encode(), "跨海大桥明年三月通车", A, C, "2031-05-09", "潮汐广播电台", _AUTHOR, ("图为大桥主塔，2031年5月8日摄。 TIDE - ANN LORIMER",)),
    "german radio": Case(german.encode(), "跨海大桥明年三月通车", A, C, "2031-05-09", "海湾之声", {"author": ("陈牧", "何青"), "source": ("潮汐社", "云州社")}, ("大桥主塔已经合龙",)),
    "american radio": Case(american.encode(), "跨海大桥明年三月通车", f"云州 — {A}", C, "2031-05-09", "海角之音", _AUTHOR, ("大桥主塔，2031年5月8日。",)),
    "british radio": Case(british.encode(), "跨海大桥明年三月通车", A, D, "2031-05-09", "泰晤中文", _AUTHOR, ("大桥主塔已经合龙。",)),
    "american wire": Case(wire.encode(), "Bay City sets a date for its harbor bridge", f"BAY CITY (TP) — {EA}", ED, None, "Tide Press", {"author": ("JANE ROE", "JOHN DOE")}, ("The main tower of the harbor bridge stands in fog, Thursday, May 8, 2031, in Bay City. (TP Photo/Owen Pike)",)),
    "agency": Case(agency.encode(), "Bay City sets a date for its harbor bridge", f"BAY CITY, May 9 (Tide) - {EA}", ED, "2031-05-09", "Tide News", {"reporter": ("Jane Roe",), "editor": ("John Doe",)}),
    "wordpress": Case(wordpress.encode(), "Bay City sets a date for its harbor bridge", EA, ED, "2031-05-09", "The Pier", {"author": ("Jane Roe",)}, ("The main tower in fog. Photo by Owen Pike.",)),
    "hugo": Case(hugo.encode(), "跨海大桥明年三月通车", A, D, "2031-05-09", None, _AUTHOR, ("大桥主塔已经合龙。何青摄",)),
    "jekyll": Case(jekyll.encode(), "跨海大桥明年三月通车", A, C, "2031-05-09", "云州晚报", {"author": ("陈牧", "何青"), "editor": ("周启明",)}),
    "wiki": Case(wiki.encode(), "跨海大桥明年三月通车", A, C, "2031-05-09", "云州晚报", {"source": ("云州晚报",)}),
    "telegram": Case(telegram.encode(), "跨海大桥明年三月通车", f"{A}{B}", C, "2031-05-09", "海湾快讯", articles=2),
    "csv": Case(csv.encode(), "跨海大桥明年三月通车", A, C, "2031-05-09", "云州晚报", _AUTHOR, articles=2),
    "nested": Case(nested.encode(), "跨海大桥明年三月通车", A, C, "2031-05-09", "云州晚报", _AUTHOR, articles=2),
    "rss": Case(rss.encode(), "跨海大桥明年三月通车", A, C, "2031-05-09", "云州晚报", _AUTHOR, ("大桥主塔已经合龙。",)),
    "atom": Case(atom.encode(), "跨海大桥明年三月通车", A, C, "2031-05-09", "云州晚报", _AUTHOR),
    "wrong charset": Case(liar, "跨海大桥明年三月通车", A, C, "2031-05-09", "云州晚报", {"author": ("陈牧",), "source": ("云州晚报",)}),
    "big5": Case(big5, "跨海大橋明年三月通車", TA, TC, "2031-05-09", None, {"reporter": ("陳牧",)}),
    "gzip": Case(gzip.compress(hongkong.encode()), "跨海大橋明年三月通車", TA, TC, "2031-05-09", "海灣日報", {"author": ("陳牧",)}, ("大橋主塔已經合龍。（何青攝）",)),
    "warc": Case(warc, "跨海大桥明年三月通车", A, D, "2031-05-09", "潮汐网", {"editor": ("周启明",)}, ("图为跨海大桥的主塔。记者 陈牧 摄",), path="page.warc"),
    "mail": Case(mail.encode(), "跨海大桥明年三月通车", A, C, "2031-05-09", None, {"reporter": ("陈牧",)}),
    "newspaper": Case(newspaper.encode(), "跨海大橋明年通車", f"【本報訊】{TA}{TB}", f"{TC}大橋工程由海東港務局監督。", None, None, {"reporter": ("陳牧",)}, ("圖：大橋主塔已經合龍。（何青攝）",), articles=2),
    "mirror": Case(mirror.encode(), "跨海大桥明年三月通车", A, C, "2031-05-09", None, {"editor": ("周启明",)}, ("大桥主塔已经合龙。（云州晚报）",)),
    "electronic paper": Case(epaper, "跨海大桥明年三月通车",f"本报云州5月8日电 {A}",C,"2031-05-09",None,{"reporter":("陈牧",),"correspondent":("何青",)},("图为大桥主塔。 陈牧摄",)),
    "aggregator": Case(aggregator,"跨海大橋明年三月通車",TA,TC,"2031-05-09","海灣新聞",{"author":("陳牧",)},("大橋主塔已經合龍",)),
    "interface": Case(interface, "跨海大桥明年三月通车",A,C,"2031-05-09","云州晚报",{"author":("陈牧",)},articles=2),
    "letter": Case(letter, "跨海大桥明年三月通车",A,D,"2031-05-09","桥边来信",{"author":("陈牧",)}),
    "digest": Case(digest, "跨海大桥明年三月通车",f"{A}{B}",f"{A}{B}","2031-05-09","云州晚报",{},articles=3),
    "summary": Case(summarised, "跨海大桥明年三月通车",A,B,"2031-05-09","云州晚报",{"author":("陈牧",)}),
    "table without header": Case(headless, "跨海大桥明年三月通车",A+B+C,A+B+C,"2031-05-09",None,{},articles=3),
    "local": Case(local,"Bay City sets a date for its harbor bridge",EA,EC,"2031-05-09","The Harbor Courier",{"author":("Jane Roe",)}),
    "dispatch": Case(dispatch, "跨海大桥明年三月通车",f"（云州社海东2031年5月9日电）{A}",C,"2031-05-09",None,{"editor":("周启明",)}),
    "hkpaper": Case(hkpaper,"跨海大橋明年三月通車",f"【海灣報專訊】{TA}",TC,"2031-05-09","海灣報",{},()),
}  # fmt: skip
