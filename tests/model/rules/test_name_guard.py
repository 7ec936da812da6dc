"""Names in words that are about to leave, read by somebody who wants to find them all and nothing else."""

from __future__ import annotations

import string
import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cocdesk.model.records.case import Person
from cocdesk.model.rules.name_guard import NameMark, marks, masked
from cocdesk.model.rules.name_index import NameIndex


def person(number: int = 1, code_name: str = "Heron", **identity: object) -> Person:
    return Person(id=str(number), code_name=code_name, **identity)  # type: ignore[arg-type]


def found(text: str, *people: Person, allowed: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    return [(text[mark.start : mark.end], mark.strength) for mark in marks(text, people, allowed=allowed)]


def hide(text: str, **identity: object) -> str:
    return masked(text, marks(text, [person(**identity)]))


@pytest.mark.parametrize(
    ("name", "text", "left"),
    [
        ("Ana López", "Ana's bag, and LOPEZ’s coat", "Heron's bag, and Heron’s coat"),
        ("Ana López", "we met Ana\n  López there", "we met Heron there"),
        ("Ana López", "López, Ana said so", "Heron said so"),
        ("Ana López", "anaLopez and ana_lopez and ana.lopez", "Heron and Heron and Heron"),
        ("Ana López", "Ananas and Banana and Hanalopeza", "Ananas and Banana and Hanalopeza"),
        ("Ana López", "IMG_ana_2.jpg", "IMG_Heron_2.jpg"),
        ("Zoë Novák", "Z. Novák wrote, Novak Z too", "Heron wrote, Heron too"),
        ("Žižek", "ZIZEK spoke, Zizek left, Žižeks Tasche", "Heron spoke, Heron left, Herons Tasche"),
        ("Zizek", "Žižek spoke", "Heron spoke"),
        ("O'Brien", "OBRIEN, O’Brien and O Brien", "Heron, Heron and Heron"),
        ("OBrien", "O'Brien's talk", "Heron's talk"),
        ("Anna-Maria Berg", "Anna Maria, Annamaria, anna‑\nmaria berg", "Heron, Heron, Heron"),
        ("Jürgen Müller", "Juergen Mueller wrote", "Heron wrote"),
        ("Mueller", "Müller wrote", "Heron wrote"),
        ("Åström", "Astrom, Aastrom, Aastroem, Åstrøm", "Heron, Heron, Heron, Heron"),
        ("Bjørn Weiß", "Bjorn Weiss", "Heron"),
        ("Jens-Ove Æbelø", "AEBELOE called", "Heron called"),
        ("Bo", "Bo and BO spoke to bo", "Heron and Heron spoke to bo"),
        ("Will Stone", "they will stone. will you?", "they will stone. will you?"),
        ("Will Stone", "Will Stone said they will", "Heron said they will"),
        ("May Rose", "We may meet as a rose opens", "We may meet as a rose opens"),
        ("Ludwig van Beek", "van rental, Beek van Ludwig", "van rental, Heron van Heron"),
        ("李小龙", "昨天李小龙说小龙", "昨天Heron说Heron"),
        ("山田太郎", "山田さんと太郎", "HeronさんとHeron"),
        ("김민수", "민수가 왔다", "Heron가 왔다"),
        ("محمد علي", "قال محـمد ومحمد علي", "قال Heron وHeron"),
        ("अनन्या शर्मा", "कल अनन्या आई", "कल Heron आई"),
        ("Иван Петров", "Ivan Petrov wrote; видели Ивана", "Heron wrote; видели Heron"),
        ("Ivan Petrov", "Иван Петров", "Heron"),
        ("Sergey Dmitriev", "Сергей Дмитриев", "Heron"),
        ("Юлия Жукова", "Julia Zhukova", "Heron"),
        ("Γιώργος Παπαδόπουλος", "Giorgos Papadopoulos", "Heron"),
        ("Ana", "A\u200bna and A\u00adna and A\u0301na", "Heron and Heron and Heron"),
    ],
)
def test_a_name_is_found_however_it_is_written(name: str, text: str, left: str) -> None:
    assert hide(text, name=name) == left


@pytest.mark.parametrize(
    ("name", "text", "slip"),
    [
        ("Catherine Hughes", "We saw Cathrine there", "Cathrine"),
        ("Catherine Hughes", "We saw Catehrine there", "Catehrine"),
        ("Bartholomew", "told Bartolomow so", "Bartolomow"),
        ("Marisol Vega", "said Marisl", "Marisl"),
        ("Novák", "we told Nováka", "Nováka"),
        ("Will Stone", "and Will came", "Will"),
    ],
)
def test_what_is_nearly_a_name_is_marked_as_close(name: str, text: str, slip: str) -> None:
    assert found(text, person(name=name)) == [(slip, "close")]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Marion Carter", "marina and carton"),  # small letters are no slip of a name
        ("Vince Noon", "Since noon, nothing"),
        ("Anna Sole", "Also alone"),
        ("Therese Hall", "There is a hall"),
        ("Slater", "Later we met"),
        ("Lina", "Nina, Lena and Tina"),  # too short to guess
        ("May Stone", "on Friday 22 May 2026, and May 22"),
        ("Ed", "He edited and was educated"),
        ("Al", "also, all, al dente"),
    ],
)
def test_ordinary_words_are_left_alone(name: str, text: str) -> None:
    assert found(text, person(name=name)) == []


@pytest.mark.parametrize(
    "written",
    [
        "zoe.n@mail.example", "Zoe.N@MAIL.example", "zoe.n+conf@mail.example", "zoe.n at mail dot example",
        "zoe.n (at) mail (dot) example", "zoe.n[at]mail[dot]example", "zoe.n＠mail.example",
    ],
)  # fmt: skip
def test_an_address_is_found_however_it_is_hidden(written: str) -> None:
    assert found(f"write to {written}, please", person(email="zoe.n@mail.example")) == [(written, "exact")]


def test_the_same_mailbox_elsewhere_is_close_and_an_everyday_mailbox_is_nobodys() -> None:
    assert found("to zoe.n@other.example", person(email="zoe.n@mail.example")) == [("zoe.n@other.example", "close")]
    assert found("to info@other.example, for info", person(email="info@mail.example")) == []


@pytest.mark.parametrize(
    "written", ["+49 170 5550199", "0170/5550199", "0170 555 01 99", "(0170) 555-0199", "0049-170-5550199", "٠١٧٠٥٥٥٠١٩٩"]
)
def test_a_number_is_found_however_it_is_grouped(written: str) -> None:
    assert found(f"call {written} today", person(phone="+49 (170) 5550199")) == [(written, "exact")]


@pytest.mark.parametrize("text", ["on 2026-05-22 at 10:30", "2024/2026", "room 5550199a", "0170 555 01 98"])
def test_other_numbers_are_nobodys(text: str) -> None:
    assert found(text, person(phone="+49 (170) 5550199")) == []


@pytest.mark.parametrize(
    ("text", "what"),
    [("@zoe_x wrote", "@zoe_x"), ("see zoe_x online", "zoe_x"), ("＠ZOE_X", "＠ZOE_X"), ("“@Zoe_x”!", "@Zoe_x")],
)
def test_a_handle_is_found_with_and_without_its_sign(text: str, what: str) -> None:
    for known in (person(aliases=("@zoe_x",)), person(contact="https://social.example/@zoe_x"), person(contact="signal: zoe_x")):
        assert found(text, known) == [(what, "exact")]


def test_a_short_handle_needs_its_sign() -> None:
    assert found("@bo spoke of bo", person(contact="@bo")) == [("@bo", "exact")]


@pytest.mark.parametrize(
    ("badge", "text", "marked"),
    [
        ("A-1234", "A-1234, a1234 and A 1234", ["A-1234", "a1234", "A 1234"]),
        ("117", "117 people, page 117", []),
        ("117", "badge 117, ticket no. 117 and #117", ["117", "117", "117"]),
        ("2026", "in 2026", []),
        ("77", "badge: 77", ["77"]),
        ("884213", "884213", ["884213"]),
    ],
)
def test_a_badge_is_found_where_it_says_so_or_can_be_nothing_else(badge: str, text: str, marked: list[str]) -> None:
    assert [words for words, _strength in found(text, person(badge=badge))] == marked


def test_what_somebody_is_called_in_a_description_is_an_alias() -> None:
    mark = marks("Then Sparrow came", [person(description="tall, known as Sparrow")])[0]
    assert (mark.what, mark.strength) == ("alias", "exact")


def test_everybody_is_found_and_told_apart() -> None:
    text = "Ana López met Ana Berg and Berg left"
    people = [person(1, "Heron", name="Ana López"), person(2, "Wren", name="Ana Berg")]
    assert masked(text, marks(text, people)) == "Heron met Wren and Wren left"


def test_a_name_two_people_share_counts_the_other_one() -> None:
    first, second = person(1, "Heron", name="Ana López"), person(2, "Wren", name="Ana Berg")
    mark = marks("Ana spoke", [first, second])[0]
    assert (mark.code_name, mark.others) == ("Heron", 1)
    assert marks("Ana spoke", [second, first])[0].code_name == "Wren"


def test_who_may_be_named_is_marked_as_such_and_stays() -> None:
    people = [person(1, "Heron", name="Ana López"), person(2, "Wren", name="Bea Berg")]
    text = "Ana López told Bea Berg"
    hits = marks(text, people, allowed={"2"})
    assert [mark.allowed for mark in hits] == [False, True]
    assert masked(text, hits) == "Heron told Bea Berg"


def test_a_sentence_ends_between_two_people() -> None:
    people = [person(1, "Heron", name="Stone Will"), person(2, "Wren", name="Bea")]
    assert masked("We saw Stone. Bea left.", marks("We saw Stone. Bea left.", people)) == "We saw Heron. Wren left."


def test_nothing_known_or_nothing_said_finds_nothing() -> None:
    assert marks("", [person(name="Ana")]) == ()
    assert marks("Ana", []) == ()
    assert marks("Ana", [person()]) == ()
    assert marks("...  ", [person(name="...", aliases=("", " ", "@"), email="@", phone="-", badge="#")]) == ()


def test_a_name_that_is_also_a_code_name_is_only_close() -> None:
    people = [person(1, "Heron", name="Robin Berg"), person(2, "Robin", name="Ana López")]
    assert found("Robin left. Robin Berg stayed", *people) == [("Robin", "close"), ("Robin Berg", "exact")]


def test_every_mark_says_why() -> None:
    known = person(name="Ana López", email="ana@mail.example", phone="0170 5550199", badge="A-1234", aliases=("@lopezita",))
    text = "Ana López ana@mail.example 0170 5550199 A-1234 @lopezita"
    hits = marks(text, [known])
    assert [mark.what for mark in hits] == ["name", "e-mail", "phone", "badge", "handle"]
    assert len({mark.why for mark in hits}) == 5


TEXTS = st.text(max_size=60) | st.text(st.sampled_from("Ana López'-. @,é\u0301\u200b李小龙김Иванا٠9\n"), max_size=60)
PEOPLE = st.lists(
    st.builds(
        person, st.integers(0, 9), st.sampled_from(["Heron", "Wren"]), name=TEXTS, email=TEXTS, phone=TEXTS, badge=TEXTS,
        contact=TEXTS, aliases=st.lists(TEXTS, max_size=2).map(tuple),
    ),
    max_size=4,
)  # fmt: skip


def lies_well(text: str, hits: tuple[NameMark, ...]) -> bool:
    ends = [0, *(mark.end for mark in hits)]
    return all(before <= mark.start < mark.end <= len(text) for before, mark in zip(ends, hits, strict=False))


@given(TEXTS, PEOPLE)
@settings(deadline=None)
def test_marks_lie_in_the_text_in_order_whatever_is_written(text: str, people: list[Person]) -> None:
    assert lies_well(text, marks(text, people))


@given(PEOPLE.filter(bool), TEXTS)
@settings(deadline=None)
def test_a_text_stays_as_it_is_where_everybody_may_be_named(people: list[Person], text: str) -> None:
    everybody = [one.id for one in people]
    assert masked(text, marks(text, people, allowed=everybody)) == text


@given(st.text(string.ascii_letters, min_size=1, max_size=8), st.text(string.ascii_letters, min_size=1, max_size=8))
@settings(deadline=None)
def test_a_name_inside_another_word_is_never_marked(before: str, after: str) -> None:
    text = f"{before}oriolana{after}"
    assert [mark for mark in marks(text, [person(name="Oriolana")]) if mark.strength == "exact"] == []


@given(st.sampled_from(["Zoë Novák", "Jürgen O'Brien", "Иван Петров", "李小龙", "김민수", "Åsa Ström"]), TEXTS)
@settings(deadline=None)
def test_a_whole_name_between_spaces_is_always_found(name: str, around: str) -> None:
    text = f"{around}\n\n{name}\n\n{around}"
    start = len(around) + 2
    hits = [mark for mark in marks(text, [person(name=name)]) if mark.start < start + len(name) and mark.end > start]
    assert hits, text
    assert min(mark.start for mark in hits) <= start and max(mark.end for mark in hits) >= start + len(name)


def spent(work: Callable[[], object]) -> float:
    """The least time of three goes, in seconds of this process."""
    took = []
    for _turn in range(3):
        began = time.process_time()
        work()
        took.append(time.process_time() - began)
    return min(took)


@pytest.mark.bench
def test_five_thousand_people_are_looked_for_in_ten_thousand_words_quickly() -> None:
    people = [
        person(n, f"C{n}", name=f"Na{chr(97 + n % 26)}me Fam{n:x}ily", email=f"user{n}@mail.example") for n in range(5000)
    ]  # fmt: skip
    words = " ".join(f"word{n % 700}" if n % 9 else f"Wo{chr(97 + n % 26)}rd" for n in range(10_000))
    # Counting to a million takes a twentieth of a second on a quiet laptop: the limit is one second there.
    bare = spent(lambda: [number + 1 for number in range(1_000_000)])
    assert spent(lambda: marks(words, NameIndex(people))) < 20 * bare
