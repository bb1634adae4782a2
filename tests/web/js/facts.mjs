// Cards and words as the server gives them. People, places and numbers are invented.

import { Texts } from "../../../hmtn_ingest/web/panes/record/texts.js";

export const TEXTS = {
  left: "Còn {left} / {all} mục",
  "left of": "còn {left}/{all}",
  "all done": "✓ Đã rà soát cả {all} mục",
  "part finding": "phát hiện",
  "part doubtful": "cần xem",
  "part residue": "chưa đọc",
  "part deadline": "thời hạn",
  "part rest": "khác",
  rest: "Chấp nhận {count} mục chưa thấy nghi ngờ",
  "rest box": "{count} mục sẽ được chấp nhận mà không ai xem",
  "rest kind": "Loại",
  "rest count": "Số mục",
  "rest measured": "Sai khi đo",
  "rest here": "Đúng ở máy này",
  "rest note": "Chỉ tính mục có người xem riêng.",
  "none asked": "0 – không nêu, hay sót?",
  "none confirmed": "0 – đã xác nhận",
  "not in document": "Văn bản không nêu",
  "next unread": "Đến chỗ chưa đọc",
  "no unread": "Không còn chỗ nào chưa đọc.",
  "not of interest": "Không cần theo dõi",
  "other kind": "Loại khác…",
  "dismiss rest": "Không cần theo dõi cả {count} chỗ",
  redo: "Làm lại",
  search: "Tìm trong các mục",
  "search short": "Tìm",
  found: "{count} mục",
  "help words": "Bôi chữ để thêm.",
  letters: "Phím một chữ cái có tác dụng",
  "undo last": "Hoàn tác",
  accept: "Chấp nhận",
  edit: "Sửa",
  "edit table": "Sửa bảng",
  "fill in": "Gõ vào",
  reject: "Bỏ",
  seen: "Đã xem",
  "no error": "Không phải lỗi",
  undo: "Hoàn tác",
  close: "Xong",
  cancel: "Thôi",
  add: "Thêm",
  "add deadline": "Thêm thời hạn",
  "add target": "Thêm chỉ tiêu",
  "header fields": "Phần đầu, phần ký",
  linked: "← từ văn bản",
  "add quota-row": "Thêm dòng vào bảng",
  "quota-row": "Dòng",
  "quota-column": "Cột",
  offer: "Những mục khác cũng có giá trị vừa sửa. Sửa luôn?",
  "offer take": "Sửa {count} mục",
  proposal: "Chương trình đọc được như dưới đây.",
  follows: "tự tính từ ngày và cách tính",
  "each field": "Mỗi ô được lưu khi rời ô",
  locked: "có số điện thoại",
  saved: "đã lưu",
  saving: "đang lưu…",
  "not saved": "✗ chưa lưu được",
  unsaved: "● có chữ chưa lưu",
  failed: "{count} việc chưa lưu được.",
  retry: "Lưu lại",
  "status accepted": "✓ đã chấp nhận",
  "status edited": "✓ đã sửa",
  "status rejected": "✗ đã bỏ",
  "status added": "+ đã thêm",
  "status stale": "▲ cần xem lại",
  "status gone": "✓ không còn sau khi sửa",
  "status finding accepted": "✓ đã xem",
  "status finding rejected": "✗ không phải lỗi",
  "status residue rejected": "✓ không cần theo dõi",
  "status none accepted": "✓ văn bản không nêu",
  was: "Trước đây {by} đã {what} ({at}).",
  others: "Trong lúc bạn xem, {by} đã {what} ({at}).",
  "stale box": "Quyết định không còn chỗ",
  nothing: "Không có gì để rà soát",
  nobody: "Chưa rõ đơn vị",
  body: "Đơn vị",
  sum: "Cộng các dòng",
  stated: "Tổng ghi trong văn bản",
  difference: "Chênh lệch",
  rows: "{rows} dòng",
  help: "Phím tắt",
  "severity error": "✗ Lỗi",
};

export const texts = new Texts(TEXTS, "vi");

// A deadline that nobody has decided on and nothing speaks against; `more` says otherwise.
export function card(key, more = {}) {
  return {
    key,
    kind: "deadline",
    group: "deadline",
    heading: null,
    label: "Thời hạn",
    lead: "Lập danh sách người đăng ký",
    what: "trước 20/03/2026",
    meta: ["Trạm Y tế xã"],
    reasons: [],
    words: "gửi trước ngày 20/3/2026",
    status: "open",
    log: [],
    form: "deadline",
    values: ["Lập danh sách người đăng ký", "20/3/2026"],
    locked: [],
    ...more,
  };
}

// A number of the text that is in no fact, which might be a target.
export function offer(part = 0, more = {}) {
  return { part, take: "target", other: "target", text: "Gợi ý – Chỉ tiêu: 40 suất", place: [120, 140], ...more };
}

export function unread(key, more = {}) {
  const own = { kind: "residue", group: "residue", label: "con số", lead: "“Dự trù 40 suất quà.”", what: "", form: "" };
  return card(key, { ...own, meta: ["Không thuộc chỉ tiêu nào"], words: "", values: [], offers: [offer()], place: [120, 140], ...more });
}

export const FORM = [
  { name: "action", label: "Việc", look: "long", choices: [] },
  { name: "date", label: "Ngày", look: "text", choices: [] },
];

// The table of a plan: two columns, of which the second does not add up to what the plan states.
export const GRID = {
  columns: ["Lượt đăng ký", "Đơn vị máu"],
  sums: [true, true],
  groups: [],
  rows: [
    ["1", "Thôn Bến Lau", "", [cell(0, 0, "1.200"), cell(0, 1, "60")]],
    ["2", "Thôn Đồi Mơ", "", [cell(1, 0, "320"), cell(1, 1, "70,5")]],
  ],
  stated: [
    { path: "/total/0", text: "1.520", doubts: "" },
    { path: "/total/1", text: "150", doubts: "" },
  ],
};

function cell(row, column, text) {
  return { path: `/rows/${row}/values/${column}`, text, doubts: "" };
}

// Everything that the pane is given at first. Later updates need `last`, `stamp`, `mine`, `answers` and new cards.
export function wholeData(cards, more = {}) {
  const count = (part) => cards.filter(({ group }) => group === part).length;
  return {
    session: "phien-1-vi-false",
    document: 7,
    stamp: 1,
    whole: true,
    cards,
    order: cards.map(({ key }) => key),
    fact: null,
    parts: [...["finding", "doubtful", "residue", "deadline"].map((part) => [part, count(part)]), ["rest", 0]],
    stale: [],
    last: 0,
    mine: [],
    undone: [],
    trust: [{ kind: "deadline", label: "Thời hạn", measured: "4/120 (3 %)", here: "91/104" }],
    measured: "Đo ngày 29/11/2026.",
    answers: [],
    language: "vi",
    texts: TEXTS,
    keys: [["a", "chấp nhận"], ["e", "sửa"], ["x", "bỏ"], ["u", "hoàn tác"], ["j k", "xuống, lên"], ["?", "trợ giúp"]],
    groups: { finding: "Phát hiện", doubtful: "Giá trị cần xem", residue: "Chưa đọc", deadline: "Thời hạn", obligation: "Nhiệm vụ" },
    forms: { deadline: FORM },
    addable: ["deadline", "target"],
    header: [["header.code_number", "Số"], ["header.signer_name", "Người ký"]],
    bodies: ["Trạm Y tế xã", "Hội Chữ thập đỏ xã"],
    ...more,
  };
}
