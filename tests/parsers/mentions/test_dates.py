"""Dates and repetitions in all the forms that documents write them.

A row is a text and what stands in it: EDTF or rules, then relation, time, part and doubts where there are any. All
are read composed, decomposed, with doubled blanks and broken at every blank. Context: issued on 20 January 2026, about
2026.
"""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from parsers.lexicon import load
from parsers.mentions.dates.mentions import DateContext, DateMention, find_dates
from parsers.text import NormalisedText
from tests.factory import in_each_form, view, whatever_form

CONTEXT = DateContext(datetime.date(2026, 1, 20), 2026)


def shown(mention: DateMention) -> str:
    value = mention.value
    words = [" ".join(mention.rrule) if mention.rrule else value.edtf if value else "-"]
    words += [mention.offset.duration, *(["working"] if mention.offset.working else [])] if mention.offset else []
    words += [mention.relation or "", mention.time or "", (value.part or "") if value else ""]
    words += ["named"] if mention.named else []
    words += ["called-off"] if mention.called_off else []
    words += ["instead"] if mention.instead else []
    words += ["tentative"] if value and value.tentative else []
    words += mention.doubts
    words += ["inferred"] if value and value.inferred == ["year"] else []
    return " ".join(w for w in words if w)


def found(v: NormalisedText, context: DateContext = CONTEXT) -> list[str]:
    return [shown(m) for m in find_dates(v, context, [])]


MOVED = [
    ("đợt 2 (28/6) được 98 đơn vị, đạt (18/2) xã", ["2026-06-28 inferred"]),
    ("sáng ngày 20/6/2026 (chuyển từ ngày 13/6/2026)", ["2026-06-20 morning instead", "2026-06-13 called-off"]),
    ("lịch tiếp nhận máu của từng quý", []),
    ("đăng lúc 09:12, 23/03/2026", ["2026-03-23 on 09:12"]),
    (
        "Lùi thời gian tổ chức Ngày hội từ ngày 07/3/2026 sang ngày 14/3/2026",
        ["2026-03-07 called-off", "2026-03-14 instead"],
    ),
    (
        "Buổi hiến máu ngày 21/3/2026 tại cụm Bắc được chuyển sang chiều ngày 28/3/2026",
        ["2026-03-21 called-off", "2026-03-28 afternoon instead"],
    ),
    ("Dời buổi tiếp nhận máu ngày 04/4/2026 đến ngày 11/4/2026", ["2026-04-04 called-off", "2026-04-11 on instead"]),
    (
        "hạn gửi danh sách lùi từ ngày 02/3/2026 đến ngày 09/3/2026",
        ["2026-03-02 called-off", "2026-03-09 by instead"],
    ),
    ("gửi trước ngày 09/3/2026 (thay cho hạn ngày 02/3/2026)", ["2026-03-09 before", "2026-03-02 by called-off"]),
    ("Hủy buổi hiến máu ngày 02/5/2026 tại UBND xã", ["2026-05-02 called-off"]),
    ("Theo lịch của Viện, ngày 18/6/2026 không bố trí được xe", ["2026-06-18 called-off"]),
    ("Ngày 02/5/2026 xã không tổ chức hiến máu", ["2026-05-02 called-off"]),
    ("Ngày 02/5/2026, cán bộ không được vắng mặt", ["2026-05-02"]),
    ("Ngày 12/4/2026 không tổ chức lễ khai mạc, tiếp nhận máu từ 7 giờ", ["2026-04-12"]),
    ("Ngày 12/4/2026, Trung tâm không bố trí xe đưa đón", ["2026-04-12"]),
    ("Đoàn trường lùi Ngày hội sang 30/11", ["2026-11-30 inferred"]),
    ("Nếu mưa bão, buổi ngày 21/3/2026 chuyển sang ngày 28/3/2026", ["2026-03-21", "2026-03-28"]),
    ("tháng 11/2026, trường hợp biển động chuyển sang tháng 12/2026", ["2026-11", "2026-12"]),
    ("Chuyển danh sách về Trạm Y tế từ ngày 02/3/2026 đến ngày 09/3/2026", ["2026-03-02/2026-03-09 from"]),
    ("Chuyển đổi số từ ngày 02/3/2026 đến ngày 09/3/2026", ["2026-03-02/2026-03-09 from"]),
]


WORDS_AND_FIGURES = [
    ("khảo sát (ngày 18-3), chấm (ngày 19)", ["2026-03-18 inferred", "2026-03-19 inferred"]),
    ("vào ngày 20/02, 10/7 và 13/11", ["2026-02-20 on inferred", "2026-07-10 on inferred", "2026-11-13 on inferred"]),
    ("mở cửa từ 3-7.3", ["2026-03-03/2026-03-07 from inferred"]),
    ("sáng 12-7, chiều 13-7", ["2026-07-12 morning inferred", "2026-07-13 afternoon inferred"]),
    ("8h00, CN ngày 15/3/2026", ["2026-03-15 08:00"]),
    ("Từ 06.30 đến 11.00 ngày 20/6/2026", ["2026-06-20 on 06:30"]),
    ("gửi trước 17.00 ngày 12/6/2026", ["2026-06-12 before 17:00"]),
    ("+ 24/11: Đoàn trường chốt danh sách; đạt 13/13: 100%", ["2026-11-24 inferred"]),
    ("05/11 - 14/11: các lớp phổ biến", ["2026-11-05/2026-11-14 inferred"]),
    ("7h30, T7 ngày 22/3/2026", ["2026-03-22 07:30 weekday-mismatch"]),
    ("7h00, T.7 ngày 11/4/2026", ["2026-04-11 07:00"]),
    ("6h30, Chủ nhật (CN) 12/4/2026", ["2026-04-12 06:30"]),
    ("họp thứ Sáu (20/3)", ["2026-03-20 inferred"]),
    ("gửi muộn nhất là thứ Sáu tuần này (23/01/2026)", ["2026-01-23 by"]),
    ("Muộn nhất hết giờ hành chính ngày 20/3/2026", ["2026-03-20 by"]),
    ("gửi danh sách (hạn: ngày 20/3/2026)", ["2026-03-20 by"]),
    ("Lễ hội vào sáng mùng 10 Tết Bính Ngọ", ["XXXX-XX-XX on morning lunar-date"]),
    ("gửi trước ngày 25 tháng Chạp", ["XXXX-XX-XX before lunar-date"]),
    ("vào rằm tháng Giêng", ["XXXX-XX-XX on lunar-date"]),
    ("hoàn thành trước Tết Nguyên đán", ["XXXX-XX-XX before lunar-date"]),
    ("giỗ ngày 10/3 âm lịch; mùng 3 Tết", ["XXXX-XX-XX lunar-date", "XXXX-XX-XX lunar-date"]),
    ("chiều 12/02/2026 (tức rằm tháng Giêng)", ["2026-02-12 afternoon"]),
    ("rằm tháng Giêng (ngày 03/3/2026)", ["2026-03-03"]),
    ("Hòa Sơn, ngày 14 tháng 3 năm 2026", ["2026-03-14"]),
    ("Hòa Sơn, ngày 06 tháng 6 năm 2026", ["2026-06-06"]),
    ("họp ngày 9 tháng 12 năm 2025", ["2025-12-09"]),
    ("họp ngày 08/5/2026", ["2026-05-08"]),
    ("họp ngày 8/05/2026", ["2026-05-08"]),
    ("họp ngày 22.01.2026", ["2026-01-22"]),
    ("họp ngày 22-01-2026", ["2026-01-22"]),
    ("họp ngày 07/ 12 / 2025", ["2025-12-07"]),
    ("họp ngày 21/1 1/2025", ["2025-11-21"]),
    ("họp ngày28/02/2026", ["2026-02-28"]),
    ("họp ngày 15/11 năm 2026", ["2026-11-15"]),
    ("họp ngày 20-11", ["2026-11-20 inferred"]),
    ("họp ngày 5-10", ["2026-10-05 ambiguous-date inferred"]),
    ("họp ngày 05.12", ["2026-12-05 inferred"]),
    ("họp ngày mùng 5 tháng 4 năm 2026", ["2026-04-05"]),
    ("họp ngày 12/05/26", ["2026-05-12 two-digit-year"]),
    ("ngày 11 tháng 9năm 2026", ["2026-09-11"]),
    ("ngày 12 tháng Tư năm 2026", ["2026-04-12"]),
    ("ngày 15 tháng 11 của năm nay", ["2026-11-15 inferred"]),
    ("24/12/2025 là hạn cũ", ["2025-12-24"]),
]

BLANKS_AND_DAMAGE = [
    ("Suối Ngàn, ngày tháng 01 năm 2026", ["2026-01-XX blank"]),
    ("Suối Ngàn, ngày       tháng 02 năm 2026", ["2026-02-XX blank"]),
    ("ngày … tháng … năm 2026", ["2026-XX-XX blank"]),
    ("ngày ..... tháng ..... năm 2026", ["2026-XX-XX blank"]),
    ("ngày ..... tháng 4 năm 2026", ["2026-04-XX blank"]),
    ("ngày 15 tháng … năm 2026", ["2026-XX-15 blank"]),
    ("(Kèm theo Kế hoạch số /KH-BCĐ ngày /01/2026)", ["2026-01-XX blank"]),
    ("kèm theo ngày     /    /2026", ["2026-XX-XX blank"]),
    ("Ngày ....... tháng...... năm ......", []),
    ("Ngày, tháng, năm sinh", []),
    ("Hòa Sơn, ngày32 tháng 10 năm 2026", ["2026-10-XX impossible-date"]),
    ("ngày 31/02/2026", ["2026-02-XX impossible-date"]),
    ("ngày 29/02/2026 và ngày 29/02/2028", ["2026-02-XX impossible-date", "2028-02-29"]),
    ("ngày 43 tháng I1 năm 2026", ["2026-XX-XX impossible-date"]),
    ("ngày 4Ô tháng 4Ô năm 2026", ["2026-XX-XX impossible-date"]),
    ("ngày 2l tháng 02 năm 2026", ["2026-02-XX impossible-date"]),
    ("nộp chậm nhât đên hệt ngày 25/10/2026", ["2026-10-25 by fuzzy-cue"]),
    # a letter among figures is a figure, and said; where nothing else tells what stood there it stays open (above)
    ("nộp trước ngày 20/I1/2026", ["2026-11-20 before ocr"]),
    ("trong tháng I0/2026", ["2026-10 within ocr"]),
    ("Từ ngày 15/12/2025 đên ngày I0/6/2026", ["2025-12-15/2026-06-10 from ocr"]),
    ("mục II/2026, tổ l2", []),
]

PERIODS = [
    ("tháng 12/2026", ["2026-12"]),
    ("Tháng 02 năm 2026", ["2026-02"]),
    ("tháng 10-2026", ["2026-10"]),
    ("tháng 9.2026", ["2026-09"]),
    ("trong tháng 7", ["2026-07 within inferred"]),
    ("6/2026 và 01/2027", ["2026-06", "2027-01"]),
    ("vào đầu tháng 02 năm 2026", ["2026-02 on early"]),
    ("giữa tháng 8/2026", ["2026-08 mid"]),
    ("vào cuối tháng 8/2026", ["2026-08 on late"]),
    ("tuần cuối tháng 9", ["2026-09 late inferred"]),
    ("cuối tháng 3 và giữa tháng 6/2026", ["2026-03 late", "2026-06 mid"]),
    ("quý I/2026", ["2026-33"]),
    ("Quí IV-2026", ["2026-36"]),
    ("quý 3/2026", ["2026-35"]),
    ("Quý II năm 2026", ["2026-34"]),
    ("Quý III Năm 2026", ["2026-35"]),
    ("Trong quý I năm 2026", ["2026-33 within"]),
    ("Q2/2026", ["2026-34"]),
    ("quý I và quý II/2026", ["2026-33", "2026-34"]),
    ("quý I, II, III/2026", ["2026-33", "2026-34", "2026-35"]),
    ("quý III hoặc quý IV/2026", ["[2026-35,2026-36]"]),
    ("Quý IV/2026- Quý II/2027", ["2026-36/2027-34"]),
    ("6 tháng đầu năm 2026", ["2026-40"]),
    ("06 tháng cuối năm", ["2026-41 inferred"]),
    ("kết quả 6 tháng đâu năm 2026", ["2026-40"]),
    ("báo cáo 6 tháng đầu năm trước ngày 08/6/2026", ["2026-40 inferred", "2026-06-08 before"]),
    ("ngay từ 6 tháng đầu năm 2026", ["2026-40 within"]),
    ("nửa đầu năm 2026", ["2026-40"]),
    ("9 tháng đầu năm 2026", ["2026-01/2026-09"]),
    ("10 tháng năm 2025", ["2025-01/2025-10"]),
    ("hoàn thành trong năm 2026", ["2026 within"]),
    ("Từ nay đến hết năm 2026", ["2026 by"]),
    ("Từ năm 2026 đến hết năm 2030", ["2026/2030 from"]),
]

RANGES_AND_CHOICES = [
    ("từ tháng 11.2025 - 2.2026", ["2025-11/2026-02 from"]),
    ("từ 10.2026 đến 3.2027", ["2026-10/2027-03 from"]),
    ("từ 9.2026 đến hết tháng 12.2026", ["2026-09/2026-12 from"]),
    ("từ ngày 07/8/2026 đến ngày 15/9/2026", ["2026-08-07/2026-09-15 from"]),
    ("từ ngày 15/11 đến ngày 15/12/2026", ["2026-11-15/2026-12-15 from"]),
    ("từ ngày 15/11 đến ngày 15/12", ["2026-11-15/2026-12-15 from inferred"]),
    ("từ ngày 15/11 đến ngày 15/02/2027", ["2026-11-15/2027-02-15 from"]),
    ("từ ngày 08 đến ngày 10 tháng 12 năm 2026", ["2026-12-08/2026-12-10 from"]),
    ("từ 01/4/2026 đến 05/4/2026", ["2026-04-01/2026-04-05 from"]),
    ("từ ngày 26/8/2026 đến hết ngày 30/9/2026", ["2026-08-26/2026-09-30 from"]),
    ("14-15/12/2026", ["2026-12-14/2026-12-15"]),
    ("02 ngày (14-15/ 12/2026)", ["2026-12-14/2026-12-15"]),
    ("ngày 01-31/12/2026", ["2026-12-01/2026-12-31"]),
    ("ngày 01 - 08/6", ["2026-06-01/2026-06-08 inferred"]),
    ("Từ ngày 16-20/11/2026", ["2026-11-16/2026-11-20 from"]),
    ("từ 01/4-30/4/2026", ["2026-04-01/2026-04-30 from"]),
    ("từ tháng 3 đến tháng 10 năm 2026", ["2026-03/2026-10 from"]),
    ("Từ tháng 3 đến tháng 9/2026", ["2026-03/2026-09 from"]),
    ("Từ tháng 10/2026 đến tháng 3/2027", ["2026-10/2027-03 from"]),
    ("từ tháng 11 đến tháng 02", ["2026-11/2027-02 from inferred"]),
    ("Từ ngày 01/12/2025 đến nay", ["2025-12-01/2026-01-20 from"]),
    ("Thời gian thực hiện: Từ 01/7/2026.", ["2026-07-01/.. from"]),
    ("Từ tháng 10/2026 đến khi kết thúc kiểm kê", ["2026-10/.. from"]),
    ("từ nay đến hết ngày 12/9/2026", ["2026-09-12 by"]),
    ("tháng 6 hoặc tháng 7/2026", ["[2026-06,2026-07]"]),
    ("ngày 12 hoặc 19/4/2026", ["[2026-04-12,2026-04-19]"]),
    ("vào các tháng 3, 6, 9 và tháng 12", [f"2026-{m} on inferred" for m in ("03", "06", "09", "12")]),
    ("vào ngày 15 các tháng 3, 6 và 9 năm 2026", ["2026-03-15 on", "2026-06-15 on", "2026-09-15 on"]),
    ("ngày 05 của các tháng 4, 10", ["2026-04-05 inferred", "2026-10-05 inferred"]),
    ("vào tháng 4 và tháng 8 năm 2026", ["2026-04 on", "2026-08 on"]),
    ("Trong tháng 3, 12 đơn vị đã gửi", ["2026-03 within inferred"]),
    ("ngày 10-11-12/4", ["2026-04-10/2026-04-12 inferred"]),
    ("ngày 12 và 13/4/2026", ["2026-04-12/2026-04-13"]),
    ("02 ngày 28/02 và 01/3/2026", ["2026-02-28/2026-03-01"]),
    ("các ngày 5, 12 và 19/4/2026", ["{2026-04-05,2026-04-12,2026-04-19}"]),
    (
        "từ ngày 15 tháng 12 năm trước kỳ báo cáo đến ngày 14 tháng 12 của kỳ báo cáo",
        ["XXXX-12-15/XXXX-12-14 from"],
    ),
]

TIMES = [
    ("7 giờ 30 phút, ngày 18/4/2026", ["2026-04-18 07:30"]),
    ("khai mạc vào hồi 7 giờ, ngày 19/4/2026 (Chủ nhật)", ["2026-04-19 on 07:00"]),
    ("7 giờ 30 phút, ngày thứ ba, 14/4/2026", ["2026-04-14 07:30"]),
    ("8 giờ 00 ngày 08/9/2026", ["2026-09-08 08:00"]),
    ("8h00 ngày 27/10/2026", ["2026-10-27 08:00"]),
    ("8g 00 ngày thứ hai 14/ 12/2026", ["2026-12-14 08:00"]),
    ("từ 14h00 ngày 22/01/2026 (Chiều thứ Năm)", ["2026-01-22 on 14:00 afternoon"]),
    ("07h30’ ngày 12/4/2026", ["2026-04-12 07:30"]),
    ("07:30 ngày 12/4/2026", ["2026-04-12 07:30"]),
    ("Ngày 12/4/2026 (01 ngày), từ 7h đến 11h30", ["2026-04-12 07:00"]),
    ("Chiều ngày 14 và sáng ngày 15/9/2026", ["2026-09-14 afternoon", "2026-09-15 morning"]),
    ("Từ 20 giờ 15 phút - 20 giờ 45 phút ngày 13 tháng 3", ["2026-03-13 on 20:15 inferred"]),
    ("07h00 – 11h00 ngày 11/4/2026 và ngày 12/4/2026", ["2026-04-11 07:00", "2026-04-12 07:00"]),
    ("02 ngày, 27-28/4/2026, bắt đầu từ 7h00", ["2026-04-27/2026-04-28 07:00"]),
    ("ngày 12/4/2026 lúc 7 giờ 15", ["2026-04-12 07:15"]),
    ("Sáng ngày 21/12/2026", ["2026-12-21 morning"]),
    ("vào sáng Chủ nhật, ngày 19/4/2026", ["2026-04-19 on morning"]),
    ("vào chiều ngày 14/9/2026", ["2026-09-14 on afternoon"]),
    ("tối thứ Bảy, 11/4/2026", ["2026-04-11 evening"]),
    ("thứ Bảy, ngày 12/4/2026", ["2026-04-12 weekday-mismatch"]),
    ("Hồi 25 giờ ngày 31/10/2026", ["2026-10-31 on"]),
    ("dự kiến vào sáng ngày 18/4/2026", ["2026-04-18 on morning tentative"]),
    ("ngày 18/4/2026 (dự kiến)", ["2026-04-18 tentative"]),
    ("Tổ chức trong 01 ngày", []),
]

LIMITS = [
    ("trước ngày 28/02/2026 để tổng hợp", ["2026-02-28 before"]),
    ("trước ngày 16 tháng 12 năm 2026", ["2026-12-16 before"]),
    ("trước 11g00 ngày 06/11/2026", ["2026-11-06 before 11:00"]),
    ("trả lời trong ngày 28/11/2026", ["2026-11-28 within"]),
    ("chậm nhất đến 14g00 ngày 05/3/2026", ["2026-03-05 by 14:00"]),
    ("chậm nhất ngày 17 tháng 12", ["2026-12-17 by inferred"]),
    ("chậm nhất vào ngày 05/3/2026", ["2026-03-05 by"]),
    ("trễ nhất là thứ Ba tuần sau (10/3/2026)", ["2026-03-10 by"]),
    ("không trễ hơn ngày 05/3/2026", ["2026-03-05 by"]),
    ("nộp bản đăng ký, ngày 22/4/2026 là muộn nhất", ["2026-04-22 by"]),
    ("ngày 22/4/2026 là hạn cuối cùng", ["2026-04-22 by"]),
    ("chậm nhất 16 giờ ngày 02/7/2026", ["2026-07-02 by 16:00"]),
    ("muộn nhất là 8 giờ sáng ngày 02/7/2026", ["2026-07-02 by 08:00 morning"]),
    ("chậm nhất 24 giờ kể từ khi kết thúc", ["- PT24H within"]),
    ("chậm nhất là ngày 10/01/2026", ["2026-01-10 by"]),
    ("chậm nhất trước ngày 10/02/2026", ["2026-02-10 before"]),
    ("hạn chót 13/10/2026", ["2026-10-13 by"]),
    ("hạn chót 17g00 thứ Tư, 14/10/2026", ["2026-10-14 by 17:00"]),
    ("không quá ngày 05/3/2026", ["2026-03-05 by"]),
    ("xong trong tháng 12/2026", ["2026-12 within"]),
    ("trước tháng 6/2026", ["2026-06 before"]),
    ("đợt 1 trước ngày 15/4, đợt 2 trước ngày 30/9", ["2026-04-15 before inferred", "2026-09-30 before inferred"]),
    ("trước ngày 15/6 và 15/12/2026", ["2026-06-15 before", "2026-12-15 before"]),
    ("trước ngày 18/6/2026 (đợt 1), ngày 12/10/2026 (đợt 2)", ["2026-06-18 before", "2026-10-12 before"]),
    ("chậm nhất ngày 05/3/2026 đối với đợt 1 và ngày 05/9/2026", ["2026-03-05 by", "2026-09-05 by"]),
    ("trước 16h00 ngày 19/3/2026 và trước ngày 28/8/2026", ["2026-03-19 before 16:00", "2026-08-28 before"]),
    ("trong các ngày 12/6/2026 và 09/10/2026", ["2026-06-12 on", "2026-10-09 on"]),
    ("Tính đến ngày 31/5/2026", ["2026-05-31"]),
    ("thời điểm 0h00 ngày 01 tháng 01 năm 2026", ["2026-01-01 00:00"]),
    ("trong thời hạn 10 ngày kể từ ngày nhận Kế hoạch này", ["- P10D within"]),
    ("trong 05 ngày làm việc kể từ ngày kết thúc mỗi đợt", ["- P5D working within"]),
    ("trong vòng 05 (năm) ngày, kể từ ngày nhận được văn bản", ["- P5D within"]),
    ("chậm nhất sau 05 ngày kể từ ngày ban hành", ["- P5D within"]),
    ("chậm nhất 07 ngày sau khi kết thúc đợt", ["- P7D within"]),
    ("Kể từ ngày nhận được văn bản này, trong vòng một tuần", ["- P1W within"]),
    ("sau mỗi đợt hiến máu 03 ngày làm việc", ["- P3D working within"]),
    ("gửi về Sở trong 24 - 48 giờ sau khi nước rút", ["- PT48H within"]),
    ("gửi danh sách trước ngày diễn ra 02 ngày", ["- P2D before"]),
    ("thông báo trước mỗi đợt ít nhất 05 ngày", ["- P5D before"]),
    ("chậm nhất 10 ngày trước ngày tổ chức", ["- P10D before"]),
    ("trước hai tuần (10 ngày làm việc) khai mạc ngày hội", ["- P2W before"]),
    ("báo trước ít nhất 15 ngày", ["- P15D before"]),
    ("giải quyết không quá 07 ngày làm việc", ["- P7D working within"]),
    ("chậm nhất không quá 04 (bốn) đơn vị", []),
    ("kể từ ngày ký", []),
]

REPETITIONS = [
    ("lập dự trù máu từng quý", ["FREQ=MONTHLY;INTERVAL=3 every"]),
    ("mở chuyên mục, mỗi quý có ít nhất 06 tin, bài", ["FREQ=MONTHLY;INTERVAL=3 every"]),
    ("phát thông báo hằng ngày trên loa", ["FREQ=DAILY every"]),
    ("rà soát, cập nhật danh sách hằng quý.", ["FREQ=MONTHLY;INTERVAL=3 every"]),
    ("Hàng năm, căn cứ nội dung kế hoạch, xây dựng lịch", ["FREQ=YEARLY every"]),
    ("tổ chức hội nghị tổng kết hằng năm", ["FREQ=YEARLY every"]),
    ("Báo cáo kết quả 6 tháng, năm theo quy định", ["FREQ=MONTHLY;INTERVAL=6 FREQ=YEARLY every"]),
    ("báo cáo 06 tháng, tổng kết năm", ["FREQ=MONTHLY;INTERVAL=6 FREQ=YEARLY every"]),
    ("báo cáo quý, 6 tháng và năm", ["FREQ=MONTHLY;INTERVAL=3 FREQ=MONTHLY;INTERVAL=6 FREQ=YEARLY every"]),
    ("Định kỳ hằng tháng, trước ngày 25, báo cáo kết quả", ["FREQ=MONTHLY;BYMONTHDAY=25 before"]),
    ("thống nhất lịch trước ngày 25 của tháng liền trước", ["FREQ=MONTHLY;BYMONTHDAY=25 before"]),
    ("Hằng tháng báo cáo số người đăng ký về Trạm trước ngày 20.", ["FREQ=MONTHLY;BYMONTHDAY=20 before"]),
    ("mỗi tháng một lần, chậm nhất vào ngày 28, gửi số liệu", ["FREQ=MONTHLY;BYMONTHDAY=28 by"]),
    ("Hằng tháng họp giao ban, báo cáo trước ngày 20/3/2026", ["FREQ=MONTHLY every", "2026-03-20 before"]),
    ("họp giao ban thứ 3 hằng tuần", ["FREQ=WEEKLY;BYDAY=TU every"]),
    ("định kỳ ngày thứ Hai hằng tuần tổng hợp báo cáo", ["FREQ=WEEKLY;BYDAY=MO every"]),
    ("Hằng tuần, vào sáng thứ Sáu, các xã cập nhật", ["FREQ=WEEKLY;BYDAY=FR every"]),
    ("chuyển dữ liệu mỗi tuần một lần, vào ngày thứ Hai", ["FREQ=WEEKLY;BYDAY=MO every"]),
    ("tuần nào cũng báo số đăng ký cho UBND xã vào chiều thứ Sáu", ["FREQ=WEEKLY;BYDAY=FR every"]),
    ("khám vào chiều thứ 6 hằng tuần trong tháng 4", ["FREQ=WEEKLY;BYDAY=FR every", "2026-04 within inferred"]),
    ("báo cáo 02 lần/ngày (trước 9h00’ và 16h00’)", ["FREQ=DAILY before 09:00 several-per-period"]),
    ("báo cáo 02 lần/ngày (trước 10 giờ và trước 16 giờ)", ["FREQ=DAILY before 10:00 several-per-period"]),
    ("Trạm Y tế báo cáo số liệu mỗi ngày trước 15 giờ 30", ["FREQ=DAILY before 15:30"]),
    ("gửi báo cáo hằng ngày, trước 16 giờ, về Sở Y tế", ["FREQ=DAILY before 16:00"]),
    ("báo cáo mỗi ngày một lần, trước 17 giờ", ["FREQ=DAILY before 17:00"]),
    ("báo cáo hằng ngày, chậm nhất 17 giờ ngày 05/3/2026 tổng hợp", ["FREQ=DAILY every", "2026-03-05 by 17:00"]),
    ("họp 03 tuần/lần", ["FREQ=WEEKLY;INTERVAL=3 every"]),
    ("báo cáo định kỳ 6 tháng, 1 năm", ["FREQ=MONTHLY;INTERVAL=6 FREQ=YEARLY every"]),
    ("Định kỳ hằng quý tổng hợp", ["FREQ=MONTHLY;INTERVAL=3 every"]),
    (
        "định kỳ tháng, quý, 6 tháng và năm",
        ["FREQ=MONTHLY FREQ=MONTHLY;INTERVAL=3 FREQ=MONTHLY;INTERVAL=6 FREQ=YEARLY every"],
    ),
    ("họp định kỳ 03 tháng một lần", ["FREQ=MONTHLY;INTERVAL=3 every"]),
    ("6 tháng/lần", ["FREQ=MONTHLY;INTERVAL=6 every"]),
    ("ít nhất 01 lần/Quý", ["FREQ=MONTHLY;INTERVAL=3 every"]),
    ("báo cáo 02 lần/ngày", ["FREQ=DAILY every several-per-period"]),
    ("tổ chức 02 lần/năm", ["FREQ=MONTHLY;INTERVAL=6 every"]),
    ("mỗi quý một lần", ["FREQ=MONTHLY;INTERVAL=3 every"]),
    ("không quá 04 lần/năm", []),
    ("phát thanh ít nhất 03 lần/tuần", []),
    ("trước ngày 18 của tháng trước liền kề", ["FREQ=MONTHLY;BYMONTHDAY=18 before"]),
    ("báo cáo hàng tháng", ["FREQ=MONTHLY every"]),
    ("hằng quý, tổng hợp kết quả", ["FREQ=MONTHLY;INTERVAL=3 every"]),
    ("trước ngày 20 hằng tháng", ["FREQ=MONTHLY;BYMONTHDAY=20 before"]),
    ("chậm nhất vào ngày 05 hàng tháng", ["FREQ=MONTHLY;BYMONTHDAY=5 by"]),
    ("vào ngày 5 và 20 hằng tháng", ["FREQ=MONTHLY;BYMONTHDAY=5,20 every"]),
    ("Hằng tháng, trước ngày 22, các khu phố báo cáo", ["FREQ=MONTHLY;BYMONTHDAY=22 before"]),
    ("báo cáo hàng tháng (chậm nhất ngày 05)", ["FREQ=MONTHLY;BYMONTHDAY=5 by"]),
    ("Trước ngày 05 của tháng liền kề", ["FREQ=MONTHLY;BYMONTHDAY=5 before"]),
    ("trước ngày 20 tháng cuối quý", ["FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20 before"]),
    ("ra quân sáng Chủ nhật đầu tiên của tháng", ["FREQ=MONTHLY;BYDAY=1SU every"]),
    ("mồng 6 hằng tháng trình bảng điểm", ["FREQ=MONTHLY;BYMONTHDAY=6 every"]),
    ("mỗi chiều thứ Ba báo tình hình đăng ký", ["FREQ=WEEKLY;BYDAY=TU every"]),
    ("mỗi thứ Sáu báo tình hình đăng ký", ["FREQ=WEEKLY;BYDAY=FR every"]),
    ("Cứ mười ngày một lần báo cáo tiến độ", ["FREQ=DAILY;INTERVAL=10 every"]),
    ("phiên họp thường kỳ, mỗi quý một phiên", ["FREQ=MONTHLY;INTERVAL=3 every"]),
    ("đọc trên loa mỗi ngày hai lượt", ["FREQ=DAILY every several-per-period"]),
    ("trước ngày 10 của tháng đầu quý sau", ["FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=10 before"]),
    ("ngày cuối cùng của tháng", ["FREQ=MONTHLY;BYMONTHDAY=-1 every"]),
    ("Trước ngày 31/01 năm liền kề", ["FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=31 before"]),
    ("chậm nhất là ngày 31/12 năm trước", ["FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31 by"]),
    ("trước ngày 15/11 hằng năm", ["FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=15 before"]),
    ("báo cáo hằng năm (trước ngày 15 tháng 11)", ["FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=15 before"]),
    ("Định kỳ hằng năm (trước ngày 30 tháng 11) báo cáo", ["FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=30 before"]),
    ("định kỳ trước ngày 30 tháng 11 hàng năm", ["FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=30 before"]),
    ("Hằng năm, các đơn vị báo cáo trước ngày 15/12.", ["FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15 before"]),
    (
        "trước ngày 01/6 và 15/11 hằng năm",
        ["FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=1 FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=15 before"],
    ),
    (
        "Báo cáo tháng (trước ngày 22 hằng tháng), 6 tháng (trước ngày 12/6), báo cáo năm (trước ngày 08/12 hằng năm)",
        [
            "FREQ=MONTHLY;BYMONTHDAY=22 before",
            "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=12 before",
            "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=8 before",
        ],
    ),
    (
        "báo cáo quý: trước ngày 15 của tháng cuối quý; báo cáo năm: trước ngày 15/12",
        [
            "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=15 before",
            "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15 before",
        ],
    ),
    ("Định kỳ trước 16 giờ ngày thứ Sáu hằng tuần", ["FREQ=WEEKLY;BYDAY=FR before 16:00"]),
    ("báo cáo vào thứ Hai và thứ Năm hàng tuần", ["FREQ=WEEKLY;BYDAY=MO,TH every"]),
    ("tối thứ Sáu tuần thứ 2 hằng tháng", ["FREQ=MONTHLY;BYDAY=2FR every"]),
    ("trước 19h00’ hằng ngày", ["FREQ=DAILY before 19:00"]),
    ("vào tháng 11 hằng năm", ["FREQ=YEARLY;BYMONTH=11 every"]),
    ("Thời gian thực hiện: Hằng năm.", ["FREQ=YEARLY every"]),
    ("Thường xuyên, hằng năm", ["FREQ=YEARLY every"]),
    ("Thời gian thực hiện: Thường xuyên", []),
    ("bố trí trong dự toán ngân sách hằng năm", []),
    ("Lồng ghép tuyên truyền trong sinh hoạt hằng tháng của các chi hội", []),
    ("Trạm Y tế xây dựng lịch hiến máu hằng tháng gửi các đơn vị", []),
    ("Ban Quản lý khu du lịch báo cáo hằng tháng", ["FREQ=MONTHLY every"]),
    ("xây dựng kế hoạch vận động hằng năm", []),
    ("Xây dựng kế hoạch kiểm tra, giám sát hằng năm và dự toán kinh phí hằng năm.", []),
    ("theo lộ trình thực hiện hằng năm, phấn đấu đạt 20%", []),
    ("số lượng chuyển tiền trợ cấp xã hội, trợ giúp xã hội hằng tháng qua tài khoản", []),
    ("lồng ghép trong báo cáo công tác giảm nghèo hằng năm của đơn vị", []),
    ("Kế hoạch sao lưu, phục hồi dữ liệu và ứng phó sự cố hằng năm", []),
    ("Căn cứ kế hoạch được giao, các xã hằng tháng báo cáo số liệu", ["FREQ=MONTHLY every"]),
    ("Báo cáo tình hình thực hiện Kế hoạch này hằng quý", ["FREQ=MONTHLY;INTERVAL=3 every"]),
    ("Hằng năm, số vụ tai nạn giao thông trên địa bàn huyện giảm từ 5% trở lên", []),
    ("Hằng năm, số lượng tài liệu được rà soát, bổ sung", ["FREQ=YEARLY every"]),
    ("Tổ chức hội thi nhân viên y tế giỏi, an toàn cho trẻ em hằng năm.", ["FREQ=YEARLY every"]),
    ("được bồi dưỡng nâng cao năng lực chuyên môn, nghiệp vụ hằng năm", ["FREQ=YEARLY every"]),
    ("biểu dương đơn vị thực hiện tốt việc tham gia hiến máu hằng năm.", []),
    (
        "lấy mẫu với tần suất 02 lần/năm; thời gian lấy mẫu vào tháng 4 và tháng 8 năm 2026",
        ["2026-04 on", "2026-08 on"],
    ),
    ("kiểm tra nước 04 lần/năm, vào các tháng 3, 6, 9, 12", ["FREQ=YEARLY;BYMONTH=3,6,9,12 every"]),
    ("kiểm tra nước 04 lần/năm tại các xã", ["FREQ=MONTHLY;INTERVAL=3 every"]),
    ("đưa vào chỉ tiêu, kế hoạch hằng quý của đơn vị", []),
    ("hưởng trợ cấp xã hội hằng tháng", []),
    ("hỗ trợ 500.000 đồng mỗi tháng", []),
    ("tăng bình quân 5% mỗi năm", []),
    ("báo cáo kết quả 6 tháng, năm 2025", ["2025"]),
    ("Theo kế hoạch công tác tư pháp hàng năm", []),
    ("Hằng năm, giảm số người mắc bệnh", []),
    ("trợ cấp hàng tháng qua ngân hàng", []),
]

NAMED_DAYS = [
    ("hưởng ứng Ngày Toàn dân hiến máu tình nguyện 7/4", ["2026-04-07 named inferred"]),
    ("“Ngày Quốc tế tình nguyện 05/12”", ["2026-12-05 named inferred"]),
    ("Ngày Quốc tế Người hiến máu (14/6)", ["2026-06-14 named inferred"]),
    ("Ngày thành lập Đoàn (26/3/1931 - 26/3/2026)", ["1931-03-26 named", "2026-03-26 named"]),
    ("Quốc khánh 2/9", ["2026-09-02 named inferred"]),
    ("nhân dịp 30/4 và 01/5", ["2026-04-30 named inferred", "2026-05-01 named inferred"]),
    ("Ngày hội hiến máu ngày 12/4/2026", ["2026-04-12"]),
    ("Ngày 14/6 được chọn là Ngày Quốc tế người hiến máu", ["2026-06-14 named inferred"]),
    ("Ngày 12/4/2026 là ngày hội hiến máu của trường", ["2026-04-12"]),
]

FALSE_FRIENDS = [
    "đợt 1/2026 tại nhà văn hóa; đợt 2/2026 tại trường",
    "học kỳ 1/2026, khóa 3/2026, lần 2/2026, vòng 1 và 2/2026",
    "vui Tết Nguyên đán, đón xuân; nghỉ lễ, tết",
    "từ 3-7.5 điểm",
    "Chỉ thị 09/2009/CT-UBND",
    "ngày 19 người dân nghỉ",
    "Trường mầm non 19/5, Nhà máy 30/4, Bệnh viện 30-4",
    "tiếp nhận 325/250 đơn vị máu; 13/13 xã, thị trấn; 9/9 trường",
    "đến 5/7 xã, trong 10/12 nhiệm vụ, đạt (18/2), (1/0)",
    "giai đoạn 2026 - 2030; năm học 2025-2026; nhiệm kỳ 2026 - 2031; thời kỳ 2021-2030",
    "Thông tư 5/2024/TT-BYT; Nghị định số 12/2023; Thông tư 26/2013",
    "trẻ em từ 06 tháng đến 36 tháng tuổi; trước, trong và sau khi hiến máu; trước khi khám",
    "quyền hạn, hạn chế, trung hạn, đúng hạn; chịu trách nhiệm trước pháp luật; trước sáp nhập",
    "mục 2.1. Nội dung; 3.2 Chỉ tiêu; điểm 7,5/10; tỷ lệ 6/8%",
    "không uống rượu trong vòng 24 giờ trước khi hiến máu",
    "trong 05 năm qua; tổ chức trong 02 ngày",
    "có mặt muộn nhất là 09 giờ tại nhà văn hóa",
    "các tháng hè; ba tháng 2 lần; mỗi tháng 02 buổi",
]

TABLES = [
    *MOVED,
    *WORDS_AND_FIGURES,
    *BLANKS_AND_DAMAGE,
    *PERIODS,
    *RANGES_AND_CHOICES,
    *TIMES,
    *LIMITS,
    *REPETITIONS,
    *NAMED_DAYS,
    *((text, []) for text in FALSE_FRIENDS),
]


@pytest.mark.parametrize(("text", "expected"), TABLES)
def test_form(text: str, expected: list[str]) -> None:
    assert in_each_form(text, found) == whatever_form(expected)


@pytest.mark.parametrize("cue", [pytest.param(cue, id=cue["relation"]) for cue in load("dates")["cue"]])
def test_examples_of_the_lexicon(cue: dict[str, Any]) -> None:
    for example in cue["examples"]:
        mentions = find_dates(view(example), CONTEXT, [])
        assert [m.relation or "none" for m in mentions] == [cue["relation"]], example


@pytest.mark.parametrize(
    ("text", "expression", "with_cue"),
    [
        ("gửi trước ngày 28/02/2026 để tổng hợp", "ngày 28/02/2026", "trước ngày 28/02/2026"),
        ("dự kiến vào đầu tháng 02 năm 2026 (sẽ báo sau)", "đầu tháng 02 năm 2026", "vào đầu tháng 02 năm 2026"),
        ("khai mạc 7 giờ, ngày 19/4/2026 (Chủ nhật).", "7 giờ, ngày 19/4/2026 (Chủ nhật)", None),
        ("báo cáo hằng năm (trước ngày 15 tháng 11) hoặc", "hằng năm (trước ngày 15 tháng 11)", None),
        ("chậm nhất vào ngày 05 hằng tháng.", "ngày 05 hằng tháng", "chậm nhất vào ngày 05 hằng tháng"),
        ("từ ngày 07/8/2026 đến ngày 15/9/2026,", "ngày 07/8/2026 đến ngày 15/9/2026", None),
    ],
)
def test_what_the_span_holds(text: str, expression: str, with_cue: str | None) -> None:
    v = view(text)
    (mention,) = find_dates(v, CONTEXT, [])
    assert v.text[mention.start : mention.end] == expression
    if with_cue:
        assert v.text[mention.cue_start : mention.end] == with_cue


@pytest.mark.parametrize(
    ("text", "context", "expected"),
    [
        ("trước ngày 15/4", DateContext(), ["XXXX-04-15 before no-year"]),
        ("6 tháng đầu năm", DateContext(), ["XXXX-40 no-year"]),
        ("trước ngày 15/4", DateContext(datetime.date(2025, 12, 20), 2026), ["2026-04-15 before inferred"]),
        (
            "trước ngày 15/01",
            DateContext(datetime.date(2025, 12, 20), 2025),
            ["2026-01-15 before inferred-year inferred"],
        ),
        ("đến ngày 15/12", DateContext(datetime.date(2025, 12, 20), 2025), ["2025-12-15 by inferred-year inferred"]),
        ("ngày 15/01", DateContext(datetime.date(2025, 12, 20), 2026), ["2026-01-15 inferred"]),
        ("ngày 25/12", DateContext(datetime.date(2025, 12, 20), 2026), ["2026-12-25 inferred-year inferred"]),
        ("ngày 15/3 của kế hoạch", DateContext(datetime.date(2026, 4, 20), 2026, (), True), ["2026-03-15 inferred"]),
        ("trong tháng 8", DateContext(None, 2026, [(0, 90, 2025)]), ["2025-08 within inferred"]),
        ("so với năm 2025, trước ngày 15/4", CONTEXT, ["2025", "2026-04-15 before inferred"]),
        ("ngày 29/02", DateContext(None, 2026), ["2026-02-XX impossible-date inferred"]),
        ("Từ ngày 01/12/2025 đến nay", DateContext(), ["2025-12-01/.. from no-issue-date"]),
        # the year beside it is that of something else
        (
            "nộp lưu hồ sơ năm 2024 trước ngày 20/11",
            DateContext(datetime.date(2026, 10, 5)),
            ["2024", "2026-11-20 before inferred-year inferred"],
        ),
        (
            "quét hồ sơ năm 2025, xong trong thứ Sáu 11/12",
            DateContext(datetime.date(2026, 10, 5)),
            ["2025", "2026-12-11 within inferred-year inferred"],
        ),
        (
            "trước ngày 10 tháng 12 để kịp cấp thẻ từ 01/01/2027",
            DateContext(datetime.date(2026, 10, 5)),
            ["2026-12-10 before inferred-year inferred", "2027-01-01/.. from"],
        ),
        # behind a day with its year, in the year of the title
        (
            "xong trước ngày 18/10/2025. Ngày 20/10 niêm yết",
            DateContext(datetime.date(2025, 10, 8), 2026),
            ["2025-10-18 before", "2025-10-20 inferred-year inferred"],
        ),
        # where nothing else says it: the one year of the other dates
        (
            "Tuần 15 (từ 06/4 đến 12/4/2026).\nThứ Tư (08/4): giao ban.",
            DateContext(),
            ["2026-04-06/2026-04-12 from", "2026-04-08 inferred-year inferred"],
        ),
        (
            "Đợt 1 ngày 08/4.\nĐợt 2 ngày 05/9/2026.\nĐợt 3 ngày 05/3/2027.",
            DateContext(),
            [
                "XXXX-04-08 no-year",
                "2026-09-05",
                "2027-03-05",
            ],
        ),
        # a year in the same sentence wins over the document's
        ("Đợt 1 ngày 15/4, đợt 2 ngày 20/9/2027", CONTEXT, ["2027-04-15 inferred", "2027-09-20"]),
    ],
)
def test_year_of_a_date_without_one(text: str, context: DateContext, expected: list[str]) -> None:
    assert found(view(text), context) == expected


def test_a_document_number_lends_no_year() -> None:
    v = view("Theo Kế hoạch số 12/KH-UBND ngày 10/01/2025, các xã gửi trước ngày 15/4")
    taken = [(v.text.index("12/KH"), v.text.index(" ngày 10/01"))]
    assert [shown(m) for m in find_dates(v, CONTEXT, taken)] == ["2025-01-10", "2026-04-15 before inferred"]


@pytest.mark.parametrize(("text", "expected"), [row for row in TABLES if row[1]])
def test_reading_the_span_again_gives_the_value(text: str, expected: list[str]) -> None:
    v = view(text)
    for mention in find_dates(v, CONTEXT, []):
        if mention.named or mention.completed_by or "fuzzy-cue" in mention.doubts:
            continue
        again = find_dates(view(v.text[mention.cue_start : mention.end]), CONTEXT, [])
        if mention.rrule and "BYMONTH=" in mention.rrule[0] and not again[0].rrule:
            continue  # "Hằng năm, … trước ngày 15/12": what repeats stands elsewhere in the sentence
        assert [(m.value and m.value.edtf, m.rrule) for m in again] == [
            (mention.value and mention.value.edtf, mention.rrule)
        ]


PARTS = [
    ("hạ tuần tháng 4/2026", ("2026-04", "2026-04-21", "2026-04-30", "late"), []),
    ("trung tuần tháng 5 năm 2026", ("2026-05", "2026-05-11", "2026-05-20", "mid"), []),
    ("thượng tuần tháng 3/2026", ("2026-03", "2026-03-01", "2026-03-10", "early"), []),
    ("hạ tuần tháng 02/2026", ("2026-02", "2026-02-21", "2026-02-28", "late"), []),
    ("nửa đầu tháng 10", ("2026-10", "2026-10-01", "2026-10-15", "early"), []),
    ("nửa cuối tháng 10/2026", ("2026-10", "2026-10-16", "2026-10-31", "late"), []),
    ("thượng tuần tháng 3 đến trung tuần tháng 4/2026", ("2026-03/2026-04", "2026-03-01", "2026-04-20", "early"), []),
    # nobody says which days these are
    ("đầu tháng 4/2026", ("2026-04", "2026-04-01", "2026-04-30", "early"), []),
    ("tuần đầu tiên của tháng 4/2026", ("2026-04", "2026-04-01", "2026-04-30", "early"), []),
    ("tuần 2 tháng 4/2026", ("2026-04", "2026-04-01", "2026-04-30", "mid"), ["vague-day"]),
    ("tuần thứ 4 của tháng 4", ("2026-04", "2026-04-01", "2026-04-30", "late"), ["vague-day"]),
    ("tuần II, tháng 4 năm 2026", ("2026-04", "2026-04-01", "2026-04-30", "mid"), ["vague-day"]),
    ("tuần 1-2 tháng 4/2026", ("2026-04", "2026-04-01", "2026-04-30", None), ["vague-day"]),
    ("01/3 đến giữa tháng 4/2026", ("2026-03-01/2026-04", "2026-03-01", "2026-04-30", None), ["vague-day"]),
    ("tuần 2/4/2026", ("2026-04-02", "2026-04-02", "2026-04-02", None), ["ambiguous-date"]),
]


@pytest.mark.parametrize(("text", "expected", "doubts"), PARTS, ids=lambda row: row if isinstance(row, str) else "")
def test_a_part_of_a_month_has_its_days_or_a_doubt(
    text: str, expected: tuple[str | None, ...], doubts: list[str]
) -> None:
    def tell(view: NormalisedText) -> tuple[tuple[str | None, ...], list[str]]:
        (mention,) = find_dates(view, CONTEXT, [])
        assert mention.value is not None
        value = mention.value
        return (value.edtf, value.first, value.last, value.part), list(mention.doubts)

    assert in_each_form(f"tổ chức vào {text}.", tell) == whatever_form((expected, doubts))


def test_each_part_that_has_days_is_a_part_of_a_period() -> None:
    assert load("dates")["days_of_month"].keys() <= load("dates")["part_of_period"].keys()
