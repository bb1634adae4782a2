"""The review page: a document beside its record. Layout only; what is shown is made in ``hmtn_ingest.review``."""

from __future__ import annotations

from html import escape
from pathlib import Path

import streamlit as st

from hmtn_ingest.pipeline import ingest
from hmtn_ingest.review import panels
from hmtn_ingest.review.highlight import highlight
from hmtn_ingest.review.overview import doubtful
from hmtn_ingest.review.samples import sample_files
from hmtn_ingest.review.wording import Language
from parsers.records import DocumentRecord

STYLE = Path(__file__).parent / "hmtn_ingest" / "review" / "style.css"
FIRST_SAMPLE = "ke-hoach-phuong"

TEXTS: dict[str, tuple[str, str]] = {
    "tagline": (
        "Đọc kế hoạch, báo cáo hiến máu tình nguyện thành bản ghi có dẫn nguồn",
        "Plans and reports on blood donation as source-grounded records",
    ),
    "origin": ("Tài liệu", "Document"),
    "sample": ("Mẫu", "Sample"),
    "upload": ("Tệp của bạn", "Your file"),
    "choose sample": ("Chọn văn bản mẫu", "Choose a sample"),
    "choose file": ("Tệp Word, PDF hoặc văn bản", "A Word, PDF or text file"),
    "phones": ("Hiện số điện thoại", "Show phone numbers"),
    "legend": ("Chú giải", "Legend"),
    "hint": (
        "Bấm vào một giá trị bên phải để thấy chỗ đọc được nó trong văn bản.",
        "Click a value on the right to see where it stands in the text.",
    ),
    "header": ("Thể thức", "Header"),
    "deadlines": ("Thời hạn", "Deadlines"),
    "numbers": ("Chỉ tiêu", "Targets"),
    "quota": ("Phân bổ", "Quotas"),
    "obligations": ("Nhiệm vụ", "Duties"),
    "doubts": ("Cần xem", "To check"),
    "results": ("Kết quả", "Results"),
    "events": ("Sự kiện", "Events"),
    "values": ("Giá trị cần xem trước khi dùng", "Values to look at before they are used"),
    "working": ("Đang đọc văn bản…", "Reading the document…"),
    "download": ("Tải bản ghi (JSON)", "Download the record (JSON)"),
    "download help": (
        "Tệp JSON giữ nguyên văn bản gốc, kể cả số điện thoại.",
        "The JSON file holds the source text as it is, phone numbers included.",
    ),
    "no file": (
        "Chưa có tài liệu. Hãy thả một tệp .docx, .pdf hoặc .txt vào khung bên trái; tệp không rời khỏi máy này.",
        "No document yet. Drop a .docx, .pdf or .txt file into the box on the left; it does not leave this machine.",
    ),
    "no samples": (
        "Thư mục samples/documents đang trống. Hãy chọn “Tệp của bạn” để mở tệp, hoặc chạy lại git checkout.",
        "The folder samples/documents is empty. Choose “Your file” to open one, or check the samples out again.",
    ),
    "no deadlines": (
        "Văn bản không nêu thời hạn hay sự kiện nào đọc được. Hãy đối chiếu với văn bản gốc bên trái.",
        "No deadline or event was found. Compare with the source text on the left.",
    ),
    "no numbers": (
        "Không thấy chỉ tiêu hay kết quả nào ngoài bảng phân bổ.",
        "No target or result was found outside quota tables.",
    ),
    "no quota": ("Văn bản không có bảng phân bổ chỉ tiêu.", "The document has no quota table."),
    "no obligations": ("Không thấy nhiệm vụ nào được giao.", "No obligation was found."),
    "no doubts": (
        "Không phát hiện gì, và mọi giá trị đọc được đều rõ ràng.",
        "Nothing was found, and every value that was read is clear.",
    ),
    "crash": (
        "Chương trình gặp lỗi khi đọc tệp này. Hãy thử lưu lại dưới dạng .docx; nếu vẫn lỗi, báo cho người phát triển",
        "The program failed on this file. Try saving it as .docx; if it fails again, tell the developers",
    ),
    "what now": ("Hãy sửa tệp như trên rồi tải lên lại.", "Mend the file as said above and upload it again."),
}


def t(key: str) -> str:
    return TEXTS[key][language() == "en"]


def language() -> Language:
    return "en" if st.session_state.get("language") == "English" else "vi"


# A record is only looked at here, so that the pages can share one; a copy for each would have to be pickled.
@st.cache_resource(max_entries=8, show_spinner=False)
def read(data: bytes, name: str) -> DocumentRecord:
    return ingest(data, name=name)


def choose() -> tuple[bytes, str] | None:
    """The document that the person picked in the sidebar, or ``None`` before one is picked."""
    origin = st.segmented_control(
        t("origin"), ("sample", "upload"), format_func=t, default="sample", key="origin", required=True
    )
    if origin == "upload":
        file = st.file_uploader(t("choose file"), type=["docx", "pdf", "txt", "md"], key="file")
        return (file.getvalue(), file.name) if file else None
    samples = sample_files()
    if not samples:
        return None
    first = next((at for at, path in enumerate(samples) if path.stem == FIRST_SAMPLE), 0)
    path = st.selectbox(t("choose sample"), samples, first, format_func=lambda path: path.name, key="sample")
    return path.read_bytes(), path.name


def empty(key: str) -> str:
    return f'<div class="empty">{escape(t(key))}</div>'


def shown(html: str) -> None:
    st.html(f'<div class="record">{html}</div>')


def show(record: DocumentRecord, phones: bool) -> None:
    source = highlight(record, language(), phones=phones)
    page = panels.Panels(record, source.anchors, language(), phones=phones)
    st.html(page.title())
    for problem in record.problems:
        where = f" (tr. {problem.page})" if problem.page else ""
        (st.error if record.status == "failed" else st.warning)(f"{problem.message}{where}")
    if record.status == "failed":
        st.html(empty("what now"))
        return
    left, right = st.columns([11, 10], gap="medium")
    with left:
        st.html(f'<div class="source" lang="vi">{source.html}</div>')
    counts = {
        "doubts": len(record.findings) + len(doubtful(record)),
        "header": 0,
        "deadlines": len(record.deadlines),
        "numbers": len(record.targets) + len(record.results),
        "quota": sum(len(table.rows) for table in record.quota_tables),
        "obligations": len(record.obligations),
    }
    with right:
        tabs = st.tabs([f"{t(key)} {count}" if count else t(key) for key, count in counts.items()])
        with tabs[0]:
            values = page.doubts()
            shown(page.findings() + (f"<h4>{t('values')}</h4>{values}" if values else "") or empty("no doubts"))
        with tabs[1]:
            shown(page.header())
        with tabs[2]:
            events = page.events()
            shown(page.deadlines() + (f"<h4>{t('events')}</h4>{events}" if events else "") or empty("no deadlines"))
        with tabs[3]:
            results = page.results()
            shown(page.targets() + (f"<h4>{t('results')}</h4>{results}" if results else "") or empty("no numbers"))
        with tabs[4]:
            shown("".join(page.quota(table) for table in record.quota_tables) or empty("no quota"))
        with tabs[5]:
            shown(page.obligations() or empty("no obligations"))


def main() -> None:
    st.set_page_config(page_title="hmtn_ingest", page_icon="🩸", layout="wide")
    st.html(STYLE)
    with st.sidebar:
        st.html(f'<div class="brand">hmtn_ingest<small>{escape(t("tagline"))}</small></div>')
        st.segmented_control(
            "Ngôn ngữ · Language",
            ("Tiếng Việt", "English"),
            default="Tiếng Việt",
            key="language",
            required=True,
            label_visibility="collapsed",
        )
        chosen = choose()
        phones = st.toggle(t("phones"), key="phones")
        hint = f'<div class="hint">{escape(t("hint"))}</div>'
        st.html(f"<b>{escape(t('legend'))}</b>{panels.legend(language())}{hint}")
    if chosen is None:
        st.html(empty("no file" if st.session_state.get("origin") == "upload" else "no samples"))
        return
    data, name = chosen
    with st.spinner(t("working")):
        try:
            record = read(data, name)
        except Exception as error:  # a page never shows a traceback; the command line names the place
            st.error(f"{name}: {t('crash')} ({type(error).__name__}).")
            return
    show(record, phones)
    if record.status == "failed":
        return
    with st.sidebar:
        st.download_button(
            t("download"),
            record.model_dump_json(by_alias=True, indent=2),
            file_name=f"{Path(name).stem}.json",
            mime="application/json",
            help=t("download help"),
        )


main()
