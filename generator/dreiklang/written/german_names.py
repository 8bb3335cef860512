"""German words that editors write where the field or value has an English name."""

from __future__ import annotations

KEYS = {
    "abgesagt": "status", "ablauf": "programme", "adresse": "url", "aenderungen": "changes",
    "aktualisiert": "updated", "aliasnamen": "aliases", "alternativtext": "alt",
    "ansprechpartner": "contact", "ansprechpartnerin": "contact", "anfang": "start",
    "anmeldung": "registration", "aufbauend_auf": "builds_on", "audiodatei": "audio",
    "aufnahme": "audio", "autor": "authors", "autorin": "authors", "autoren": "authors",
    "baut_auf": "builds_on", "barrierefrei": "accessible", "beginn": "start", "bild": "image",
    "bildnachweis": "credit", "bildunterschrift": "caption", "beschreibung": "summary",
    "bundesland": "regions", "bundeslaender": "regions", "dauer": "duration", "datei": "file",
    "dateien": "downloads", "datum": "date", "dekorativ": "decorative", "eigentuemer": "owner",
    "einleitung": "summary", "einwilligung": "consent", "email_adresse": "email", "ende": "end",
    "entwurf": "draft", "erfunden": "invented", "erkenntnisse": "findings", "faden": "question",
    "foerderer": "funders", "foto": "image", "fotograf": "credit", "format": "format",
    "formen": "forms", "frage": "question", "funktion": "function", "gaeste": "guests",
    "galerie": "gallery", "gast": "guests", "geaendert": "updated", "geprueft": "reviewed",
    "gliederung": "chapters", "haus": "venue", "hintergrund": "summary", "kapitel": "chapters",
    "kategorie": "category", "kategorien": "categories", "kennung": "id",
    "kernaussagen": "key_messages", "kernbotschaften": "key_messages", "kommune": "places",
    "kommunen": "places", "kontakt": "contact", "kurzfassung": "summary", "land": "regions",
    "leitfrage": "question", "lerninhalte": "learn", "link": "url", "links": "links",
    "lizenz": "licence", "license": "licence", "materialien": "materials", "moderation": "hosts",
    "name": "title", "nummer": "number", "orte": "places", "ort": "venue",
    "organisation": "organisation", "person": "person", "personen": "people", "podcasttitel": "title",
    "postleitzahl": "postcode", "plz": "postcode", "programm": "programme", "reihe": "series",
    "rolle": "role", "schluessel": "key", "amtlicher_schluessel": "key", "sekunden": "seconds",
    "sprache": "lang", "sprecher": "speakers", "sprecherinnen": "speakers", "stadt": "town",
    "staffel": "number", "stand": "updated", "status": "status", "strasse": "street", "tags": "topics",
    "telefon": "phone", "teil": "part", "termin": "start", "text": "text", "thema": "topics",
    "themen": "topics", "these": "thesis", "titel": "title", "transkript": "transcript", "typ": "type",
    "uhrzeit": "start", "untertitel": "summary", "urheber": "credit", "urheberin": "credit",
    "veranstalter": "organisers", "veranstalterinnen": "organisers", "veranstaltungsort": "venue",
    "veroeffentlicht": "published", "vertieft": "deepens", "verwandt": "related", "vorschau": "summary",
    "webseite": "url", "website": "url", "wegbeschreibung": "directions", "zeit": "time",
    "zeitzone": "timezone", "zugang": "access", "zusammenfassung": "summary", "description": "summary",
    "slug": "id", "author": "authors", "location": "venue", "speaker": "speakers",
}  # fmt: skip
"""Keys as people write them, folded (``ä`` as ``ae``, blanks as ``_``), and the field that is meant."""

VALUES = {
    "abgesagt": "cancelled", "entfaellt": "cancelled", "faellt aus": "cancelled",
    "canceled": "cancelled", "verlegt": "rescheduled", "verschoben": "rescheduled",
    "auf unbestimmte zeit verschoben": "postponed", "vertagt": "postponed", "online": "moved_online",
    "geplant": "scheduled", "findet statt": "scheduled", "nachricht": "news", "meldung": "news",
    "nachrichten": "news", "gespraech": "interview", "impressum": "imprint", "datenschutz": "privacy",
    "barrierefreiheit": "accessibility", "barriere melden": "report-barrier", "kontakt": "contact",
    "ueber uns": "about", "leichte sprache": "plain-language", "gebaerdensprache": "sign-language",
    "folge": "full", "voll": "full", "vorschau": "trailer", "bonusfolge": "bonus",
    "maschinell": "machine", "automatisch": "machine", "von hand": "manual", "haendisch": "manual",
    "manuskript": "script", "skript": "script", "ort": "place", "beginn": "start", "ende": "end",
    "foerderer": "funder", "initiator": "initiator", "initiatorin": "initiator", "deutsch": "de",
    "englisch": "en",
}  # fmt: skip
"""Values of closed lists as people write them, and the value that is meant."""

_PLAIN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def meant_key(key: str) -> str | None:
    """The field a German (or foreign) key means."""
    return KEYS.get(key.strip().casefold().translate(_PLAIN).replace(" ", "_").replace("-", "_"))


def meant_value(value: str) -> str | None:
    """The value of a closed list that a German word means."""
    return VALUES.get(value.strip().casefold().translate(_PLAIN))


def slug(text: str) -> str:
    """``Öl & Gas`` as an id: ``oel-gas``."""
    kept = [c if c.isascii() and c.isalnum() else " " for c in text.casefold().translate(_PLAIN)]
    return "-".join("".join(kept).split())
