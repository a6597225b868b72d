"""Invented news with planted copies: chains, hubs, a hidden wire, edits, house style, wrong and missing dates.

Run: python bench/reuse_generator.py [--stories N] [--seed S]   → articles as JSON Lines on stdout, truth on stderr

Every outlet, person and event is made up here. Each story is one text in its origin's words; copies of it are made one
after another, each from a page that is there already (or from a wire that is no page), with what copies carry: a
marker, the source's name left in, a dispatch line of its own, some edits. The truth is who had it from whom.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from dataclasses import dataclass, field
from datetime import date, timedelta

OUTLETS = [
    "北岸晨报",
    "潮声网",
    "青石台",
    "海渡时报",
    "南屏电视",
    "云中周刊",
    "三河新闻",
    "白桦社评",
    "金桥日报",
    "远帆网",
]
WIRE = "路透社"
SYLLABLES = "安柏岑栋恩帆桂涵景凯岚茂宁鹏琪瑞书涛薇翔雅泽兰卓"
FAMILY = "邱蓝贺殷柯骆庄季涂闵"
PLACES = ["柳湾", "石门港", "青浦岭", "东屿", "白沙镇", "鹿鸣县", "南汊口", "高桥堡"]
THINGS = [
    "码头",
    "灯塔",
    "水库",
    "渡轮",
    "渔船",
    "仓库",
    "隧道",
    "市场",
    "学校",
    "电站",
    "缆车",
    "堤坝",
    "机场",
    "博物馆",
]
DOINGS = ["扩建", "关闭", "检修", "拍卖", "迁移", "重开", "加固", "出租", "改名", "验收", "停运", "试航"]
SENTENCES = [
    "{place}{office}{day}宣布，{thing}的{doing}工程将分{n}期进行，第一期预算为{m}万元。",
    "“{quote}，”{person}在{thing}旁对记者说。",
    "据{place}{office}统计，去年共有{m}人次使用{thing}，比前一年增加了{n}成。",
    "{person}指出，{quote}，而{place}的{thing}已经{n}年没有{doing}。",
    "住在{place}的{person}告诉{outlet}，{quote}。",
    "反对者则认为，{doing}{thing}会影响{place}{m}户人家的生计，{office}应当先公布账目。",
    "{office}发言人{person}否认{quote}，并称有关{thing}的传言毫无根据。",
    "工程师{person}估计，{thing}的{doing}最快要到{n}月才能完成，费用可能超过{m}万元。",
]
CLAUSES = [
    "我们等这一天等了很久", "没有人问过{place}人的意见", "{thing}不能再拖下去", "这笔钱应该花在{thing}上",
    "{doing}之前必须先修路", "{place}不需要第二座{thing}", "孩子们每天要绕{n}里路", "大家只想知道谁来付账",
    "{office}从来没有回过一封信", "今年的雨水比往年多了{n}成",
]  # fmt: skip
OFFICES = ["港务局", "县政府", "水利处", "交通厅", "议会", "商会", "文化局"]
HOUSE = [("特朗普", "川普"), ("报道", "报导"), ("网络", "网路"), ("其他", "其它")]


@dataclass
class Story:
    """``derived`` maps a page to its source; a source that is no page starts with ``wire:``."""

    pages: list[str] = field(default_factory=list)
    derived: dict[str, str] = field(default_factory=dict)


@dataclass
class World:
    articles: list[dict[str, object]] = field(default_factory=list)
    stories: list[Story] = field(default_factory=list)


class Writer:
    """Makes texts and pages from one stream of random numbers."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.world = World()

    def person(self) -> str:
        return self.random.choice(FAMILY) + "".join(self.random.sample(SYLLABLES, 2))

    def fill(self, pattern: str, outlet: str) -> str:
        choose = self.random.choice
        quote = choose(CLAUSES)
        for _ in range(2):
            pattern = pattern.format(
                place=choose(PLACES), office=choose(OFFICES), thing=choose(THINGS), doing=choose(DOINGS),
                n=self.random.randint(2, 9), m=self.random.randint(11, 987), person=self.person(), outlet=outlet,
                day=choose(["周一", "周三", "日前", "昨天"]), quote=quote,
            )  # fmt: skip
            quote = "无话可说"
        return pattern

    def body(self, outlet: str, paragraphs: int) -> list[str]:
        return [
            "".join(self.fill(self.random.choice(SENTENCES), outlet) for _ in range(self.random.randint(2, 4)))
            for _ in range(paragraphs)
        ]

    def page(self, outlet: str, body: list[str], day: date | None, byline: str | None) -> str:
        key = f"g{len(self.world.articles):06d}"
        title = body[0][: self.random.randint(10, 16)]
        self.world.articles.append(
            {
                "schema": "suyuan.article/1", "id": key, "title": title, "text": "\n".join([title, *body]),
                "outlet": {"name": outlet}, "published": day.isoformat() if day else None,
                "byline": [{"name": byline, "role": "reporter"}] if byline else [],
            }
        )  # fmt: skip
        return key

    def edited(self, body: list[str], rate: float) -> list[str]:
        out = []
        for paragraph in body:
            chars = list(paragraph)
            for at in range(len(chars)):
                if chars[at] not in "，。“”" and self.random.random() < rate:
                    chars[at] = self.random.choice(["", chars[at] + self.random.choice(SYLLABLES)])
            text = "".join(chars)
            for old, new in HOUSE:
                text = text.replace(old, new)
            out.append(text)
        return out

    def copy(self, body: list[str], source: str, outlet: str, day: date) -> list[str]:
        """A copy as outlets make it: with or without a marker, a dispatch line, cuts and edits."""
        taken = self.edited(body, self.random.choice([0, 0, 0.01, 0.04]))
        if self.random.random() < 0.4 and len(taken) > 3:
            del taken[self.random.randrange(1, len(taken))]
        if self.random.random() < 0.5:
            taken[0] = f"【{outlet}{day.year}年{day.month}月{day.day}日讯】{taken[0]}"
        if self.random.random() < 0.55:
            taken.append(self.random.choice([f"（转自{source}）", f"来源：{source}", f"（据{source}报道）"]))
        return taken

    def story(self) -> None:
        story = Story()
        day = date(2031, 1, 1) + timedelta(days=self.random.randint(0, 300))
        shape = self.random.choice(["chain", "hub", "wire", "pair", "alone"])
        outlets = self.random.sample(OUTLETS, 6)
        hidden = shape == "wire"
        first = WIRE if hidden else outlets[0]
        body = self.body(first, self.random.randint(4, 8))
        texts: dict[str, tuple[str, list[str], date]] = {}
        if hidden:
            source = f"wire:{WIRE}"
            texts[source] = (WIRE, body, day)
        else:
            source = self.page(first, body, day, self.person())
            texts[source] = (first, body, day)
            story.pages.append(source)
        for outlet in outlets[1 : {"chain": 4, "hub": 6, "wire": 4, "pair": 2, "alone": 1}[shape]]:
            name, words, when = texts[source]
            later = when + timedelta(days=self.random.choice([0, 1, 1, 2]))
            taken = self.copy(words, name, outlet, later)
            said: date | None = later
            if self.random.random() < 0.12:  # a wrong date, or none
                said = self.random.choice([None, when - timedelta(days=3)])
            key = self.page(outlet, taken, said, None)
            texts[key] = (outlet, taken, later)
            story.pages.append(key)
            story.derived[key] = source
            if shape == "chain":
                source = key
        self.world.stories.append(story)


def generate(stories: int, seed: int = 1) -> World:
    """A world of so many stories; equal arguments give equal worlds."""
    writer = Writer(seed)
    for _ in range(stories):
        writer.story()
    return writer.world


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    world = generate(options.stories, options.seed)
    for article in world.articles:
        print(json.dumps(article, ensure_ascii=False))
    for story in world.stories:
        print(json.dumps({"pages": story.pages, "derived": story.derived}, ensure_ascii=False), file=sys.stderr)


if __name__ == "__main__":
    main()
