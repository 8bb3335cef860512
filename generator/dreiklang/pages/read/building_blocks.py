"""Building blocks: their overview and their pages."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from dreiklang import i18n
from dreiklang.content.body import Section
from dreiklang.content.entries import Entry
from dreiklang.content.kinds import BUILDING_BLOCK, TOPIC
from dreiklang.content.reading import SCALE, BuildingBlock, SelfAssessment
from dreiklang.pages import cards, contacts, pagination, related
from dreiklang.pages.binding import Binder
from dreiklang.pages.layout import crumb, overview_title, page_head
from dreiklang.pages.read import checklists, materials, schema
from dreiklang.pages.read.building_block_view import (
    AssessmentForm,
    BlockParts,
    BlockSection,
    BuildingBlockView,
    LevelLine,
    Step,
)
from dreiklang.pages.read.reviews import review
from dreiklang.pages.render import EntryPage, View
from dreiklang.pages.view_parts import Card, Chip, FaceGroup, OverviewView, Rails
from dreiklang.pages.ways import voices
from dreiklang.site import addresses, labels
from dreiklang.site.site import Site

KIND = BUILDING_BLOCK.name


def building_block_pages(site: Site) -> Iterator[View | EntryPage]:
    """The overview and a page for each building block."""
    blocks = in_order(site)
    if blocks:
        yield from _overview(site, blocks)
    for block in blocks:
        yield EntryPage(block, site.address(block), partial(_block, site, block))


def in_order(site: Site) -> list[Entry[BuildingBlock]]:
    """Building blocks by their number."""
    return sorted(site.library.of(BUILDING_BLOCK), key=lambda block: (block.fields.number, block.id))


def _overview(site: Site, blocks: list[Entry[BuildingBlock]]) -> Iterator[View]:
    language = site.language
    title = overview_title(KIND, language)
    topics = {name: topic for b in blocks for name in b.fields.topics if (topic := site.one(name, TOPIC))}
    lead = i18n.text("blocks_lead", language)
    chips: list[Chip] = [{"title": t.title, "url": site.address(t), "count": 0} for t in topics.values()]
    chips.sort(key=lambda chip: i18n.sort_key(chip["title"]))
    overview = addresses.overview(KIND, site.settings)
    parts = list(pagination.pages(blocks, overview, site.settings))
    for address, number, shown in parts:
        pager = pagination.pager(len(parts), number, overview, site.settings, language)
        heading = title if number == 1 else f"{title}: {pager[number - 1]['spoken']}"
        about = page_head(
            site, heading, address, description=lead.replace("\u00ad", ""), voice="read", section=KIND,
            crumbs=[crumb(title)] if number == 1 else [crumb(title, overview), crumb(str(number))],
            kind="overview",
        )  # fmt: skip
        data: OverviewView = {
            "kicker": i18n.text("voice_read", language),
            "lead": lead,
            "chips_title": i18n.text("filter_topics", language),
            "chips": chips,
            "cards": cards.cards(site, shown, language),
            "pager": pager,
        }
        yield View("overview.html", about, data)


def _block(site: Site, block: Entry[BuildingBlock]) -> View:
    language = block.fields.lang or site.language
    fields = block.fields
    address = site.address(block)
    bind = Binder(site, block, address, language)
    rails = voices.rails(site, block, language)
    data: BuildingBlockView = {
        "number": labels.label(block, language),
        "kicker": _kicker(site, block, language),
        "lead": fields.summary,
        "facts": [{"icon": "clock", "text": cards.minutes(block, language)}],
        "review": review(fields, language),
        "authors": contacts.names(site, fields.authors, language),
        "image": cards.picture(site, block, fields.image),
        "learn": list(fields.learn),
        **_parts(block, bind, language),
        "materials": materials.materials(site, fields.materials, language),
        "assessment": assessment(fields.assessment, language) if fields.assessment else None,
        "relations": _relations(site, block, language),
        "rails": rails,
        "about": related.about(site, block, language),
        "backlinks": related.backlinks(site, block, language),
        "related": related.related(site, block, language, shown=_shown(site, block, rails)),
        "end": related.end(site, block, language),
        "neighbours": related.neighbours(site, block, language),
    }
    overview = crumb(overview_title(KIND, language), addresses.overview(KIND, site.settings))
    about = page_head(
        site, block.title, address, voice="read", section=KIND, entry=block,
        crumbs=[overview, crumb(block.title)],
        linked_data=schema.article(site, block, "LearningResource"),
    )  # fmt: skip
    return View("building_block.html", about, data, block.path)


def _shown(site: Site, block: Entry[BuildingBlock], rails: Rails) -> set[str]:
    """Ids of what stands beside the text already."""
    shown_cards: list[Card | None] = [rails["episode"]["card"] if rails["episode"] else None, rails["event"]]
    shown_cards += [card for group in _relations(site, block, site.language) for card in group["cards"]]
    return {card["id"] for card in shown_cards if card}


def _kicker(site: Site, block: Entry[BuildingBlock], language: str) -> str:
    word = f"{labels.kind_word(KIND, language)} {block.fields.number}"
    topics = related.topics(site, block)
    return f"{word} · {topics[0]['title']}" if topics else word


def _parts(block: Entry[BuildingBlock], bind: Binder, language: str) -> BlockParts:
    """The text before the first heading, the sections, and the steps that lead to them."""
    sections = [_section(s, bind) for s in block.body.sections if not s.spoken]
    opening = [s for s in sections if not s["id"]]
    named = [s for s in sections if s["id"]]
    steps: list[Step] = [
        {"id": s["id"], "title": s["title"].partition(":")[0].strip()} for s in named if s["kind"]
    ]
    if block.fields.assessment and not any(s["kind"] == "self-assessment" for s in named):
        steps.append({"id": "dk-assessment", "title": i18n.text("assessment_short", language)})
    return {
        "opening": "".join(s["html"] for s in opening),
        "sections": named,
        "steps": steps if len(steps) > 1 else [],
    }


def _section(section: Section, bind: Binder) -> BlockSection:
    html = bind(section.html)
    html = checklists.marked(html) if section.kind == "implementation" else html
    return {
        "kind": section.kind,
        "id": section.id,
        "title": section.title,
        "html": html,
        "checklist": 'class="checklist"' in html,
    }


def assessment(written: SelfAssessment, language: str) -> AssessmentForm:
    """A self-assessment as the page needs it: points and ranges counted, advice in order."""
    steps = _scale(written, language)
    most = len(steps) * len(written.statements)
    scale = ", ".join(f"{word} = {points}" for points, word in enumerate(steps, start=1))
    return {
        "intro": written.intro,
        "scale": [{"points": points, "word": word} for points, word in enumerate(steps, start=1)],
        "statements": [
            {"number": number, "text": s.text, "next": list(s.next)}
            for number, s in enumerate(written.statements, start=1)
        ],
        "levels": _levels(written, most, language),
        "most": most,
        "count": i18n.text("assessment_count", language).format(scale=scale),
        "points": _template(i18n.text("assessment_points", language), most, len(written.statements)),
    }


def _scale(written: SelfAssessment, language: str) -> tuple[str, ...]:
    """The steps as written; the ones nobody wrote in the page's language."""
    if written.scale != SCALE:
        return written.scale
    return tuple(i18n.text("assessment_scale", language).split(", "))


def _template(words: str, most: int, statements: int) -> str:
    """The sentence of the result; the script fills in what is counted."""
    return words.format(sum="{sum}", max=most, answered="{answered}", all=statements)


def _levels(written: SelfAssessment, most: int, language: str) -> list[LevelLine]:
    """Each range in points; a share of points in percent reaches to the last whole point in it."""
    levels: list[LevelLine] = []
    lowest = len(written.statements)
    for level in written.levels:
        highest = most * level.up_to // 100
        if highest < lowest:
            continue
        key = "assessment_level_one" if highest == lowest else "assessment_level_range"
        span = i18n.text(key, language).format(**{"from": lowest, "to": highest})
        levels.append({"title": level.title, "advice": level.advice, "to": highest, "range": span})
        lowest = highest + 1
    return levels


def _relations(site: Site, block: Entry[BuildingBlock], language: str) -> list[FaceGroup]:
    """What it builds on and deepens, both ways; only groups with entries."""
    found = [
        ("builds_on_title", [site.one(name) for name in block.fields.builds_on]),
        ("builds_on_inverse", site.relations.inverse(block, "builds_on")),
        ("deepens_title", [site.one(name) for name in block.fields.deepens]),
        ("deepens_inverse", site.relations.inverse(block, "deepens")),
    ]
    return [
        {"title": i18n.text(key, language), "cards": cards.cards(site, [e for e in entries if e], language)}
        for key, entries in found
        if any(entries)
    ]
