"""Offers, once a day, the page to learn from before the new facts of today are asked."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cards.errors import NothingMatched
from quiz.cli.prompts import Prompter
from quiz.cli.store import now

if TYPE_CHECKING:
    from cards.topics import Topic
    from quiz.cli.display import Display
    from quiz.home.library import LibraryHandle


def offer_page(handle: "LibraryHandle", display: "Display", cards: Iterable[int]) -> float:
    """Offer the page on what most of some new facts are about; return the seconds it took.

    Args:
        handle: The facts.
        display: The display options of a learner who is present.
        cards: The numbers of a card of each fact.
    """
    from cards.pages.build import page_for

    topic = page_for(handle.card(number).fact for number in cards)
    if topic is None:
        return 0.0
    began = now()
    prompter = Prompter(display)
    name = handle.spell(handle.topics.labels.get(topic, topic.id.replace("-", " ")))
    prompter.say("", f"New today: {name}.", "r: read the page on it first · Enter: go on")
    try:
        if prompter.key() == "r":
            _show(topic, handle, display, prompter)
    except EOFError:  # the next question says that the input is at its end
        pass
    return (now() - began).total_seconds()


def _show(topic: "Topic", handle: "LibraryHandle", display: "Display", prompter: Prompter) -> None:
    """Show the page on a topic until a key is pressed."""
    from cards.pages.build import topic_page
    from quiz.cli.commands.read import page_scope, show_page

    try:
        page = topic_page(topic, handle.topics, handle.tiers, page_scope(handle))
    except NothingMatched as error:
        prompter.say(f"{error}")
        return
    prompter.say("")
    show_page(page, display, whole=False)
    prompter.say("", "Enter: go on")
    prompter.key()
