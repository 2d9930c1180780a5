"""The columns of the table of actions, by the words of their headings."""

from __future__ import annotations

import re
from collections.abc import Mapping

from workplan.importing.source.model import Row

# ruff: noqa: E501  (the words of the field are long lists)
#: The columns of the table of actions, by the words of their headings.
HEADINGS: Mapping[str, re.Pattern[str]] = {
    name: re.compile(words, re.IGNORECASE)
    for name, words in {
        "number": r"(?:no|nr|n[º°]|#|item no|number|№|ref|s/n|ลำดับ)\.?",
        "priorities": r"(?:linked |related )?priorit(?:y|ies)(?: area| no\.?)?s?",
        "lead": r"lead(?:s|ing)?(?: (?:country|countries|member|members|agency|agencies|party))?s?",
        "contributing": r"(?:contributing|supporting|cooperating)(?: (?:country|countries|member|members|agency|parties))?s?|partners?|contributors?|support",
        "timeframe": r"time ?-?(?:frame|line|table)s?|deadlines?|due(?: date)?|by when|when|target date|dates?|completion(?: date)?|duration",
        "interest": r"(?:members?['’]?s?['’]? )?interests?|(?:interested )?members?|responsib\w*(?: \w+)?|who|owners?|lead\W+\w.*|(?:leading|interested) (?:members?|countries)|implement\w+(?: \w+)?|verantwortlich\w*|responsables?|penanggung jawab|ผู้รับผิดชอบ|负责\w*|الجهة المسؤولة",
        "status": r"status(?: of \w+)?|progress(?: to date)?|state|update|statut|estado|stand|статус|状态|สถานะ|الحالة|tình trạng|situation",
        "action": r"(?:priority |planned |proposed |key )?(?:actions?|activit(?:y|ies)|deliverables?|initiatives?|tasks?|measures?)(?: ?-?items?| points?)?|what|description|ma(?:ß|ss)nahmen?|acciones|acción|actividad(?:es)?|activités?|мероприяти[ея]|действия|行动|活动|กิจกรรม|الإجراء|الأنشطة|hoạt động|kegiatan",
    }.items()
}


#: "(linked priority 3,4)" and its like at the end of a cell.
LINKED = re.compile(
    r"\s*[(\[](?P<word>[^()\[\]\d]*?(?:priorit|priorid|приоритет|prioritas|ưu tiên|重点|优先|أولوية|P)[^()\[\]\d]*?)[\s\u00a0]*"
    r"(?P<numbers>\d{1,3}(?:\s*(?:,|;|/|&|and|und|et|y|и|–|-)\s*\d{1,3})*)\s*[)\]]\s*\.?\s*$",
    re.IGNORECASE,
)


def columns_of(row: Row) -> dict[int, str]:
    """The columns of actions whose headings stand in a row, by their places; each once."""
    found: dict[int, str] = {}
    for n, cell in enumerate(row.cells):
        words = re.sub(r"[\d⁰¹²³⁴⁵⁶⁷⁸⁹*]+$", "", " ".join(cell.text.split())).strip(" :.*")
        name = next((name for name, known in HEADINGS.items() if known.fullmatch(words)), "")
        if name and name not in found.values():
            found[n] = name
    return found
