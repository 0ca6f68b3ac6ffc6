"""What programs may ask. Each answer goes through `rights` with the owner of the key, as a page does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from ninja import NinjaAPI, Query
from ninja.security import HttpBearer

from comity.web import pending, proofs, tokens
from comity.web.models.people import User
from comity.web.models.verdicts import Refresh, Verdict, Whose
from comity.web.pages.api import answers as a
from comity.web.private import hidden
from comity.web.rights import may_open, told, verdicts

T = TypeVar("T")


class Key(HttpBearer):
    """A key made in Settings, sent as `Authorization: Bearer ...`."""

    def authenticate(self, request: HttpRequest, token: str) -> User | None:  # noqa: ARG002
        """Its owner."""
        return tokens.owner(token)


api = NinjaAPI(
    title="Comity", version="1", auth=Key(), docs_url=None, openapi_url=None,
    description="What Comity published of each account, to read only. A key sees what its owner may see.",
)  # fmt: skip
REFUSED = {401: a.Said, 422: a.Wrong}
MISSING = {**REFUSED, 404: a.Said}


@api.get("accounts", response={200: a.Listed[a.Account], **REFUSED}, summary="Accounts, what needs somebody first")
def accounts(request: HttpRequest, asked: Query[a.AskedAccounts]) -> dict[str, Any]:
    """The published verdict of every account."""
    user = _user(request)
    wanted = {k: v for k in ("standing", "cause", "move", "owner") if (v := getattr(asked, k))}
    found = verdicts(user).filter(**wanted, name__icontains=asked.q).order_by("rank", "-probability", "account")
    hides = _hides()
    found = found.defer(None) if hides else found
    return _page(request, asked, found.count(), _part(found, asked), lambda v: _account(user, v, hides=hides))


@api.get("accounts/{account}", response={200: a.Account, **MISSING}, summary="One account")
def account(request: HttpRequest, account: str) -> dict[str, Any]:
    """The published verdict of one account."""
    return _account(_user(request), _verdict(request, account), hides=_hides())


@api.get("accounts/{account}/reasons", response={200: a.Listed[a.Reason], **MISSING}, summary="Why it stands there")
def reasons(request: HttpRequest, account: str, asked: Query[a.Asked]) -> dict[str, Any]:
    """The reasons for and against, the weightiest first, with what bears them out."""
    verdict = _verdict(request, account)
    found = told(_user(request), verdict)["reasons"]
    return _page(request, asked, len(found), _part(found, asked), lambda r: _reason(verdict, r))


@api.get("accounts/{account}/proofs", response={200: a.Listed[a.Proof], **MISSING}, summary="What bears it out")
def evidence(request: HttpRequest, account: str, asked: Query[a.Asked]) -> dict[str, Any]:
    """Every proof of the account's verdict and of its statement, each once."""
    user, verdict = _user(request), _verdict(request, account)
    gone = hidden()
    found = {
        proofs.key(p.kind, p.ref, p.quote): p
        for p in proofs.every(user, verdict, Path(settings.HOME))
        if may_open(user, p.kind) and not (p.kind == "message" and p.ref in gone)
    }
    return _page(request, asked, len(found), _part(list(found.values()), asked), lambda p: _proof(verdict, p))


@api.get("moves", response={200: a.Listed[a.Move], **REFUSED}, summary="Whose move it is, and what to do")
def moves(request: HttpRequest, asked: Query[a.AskedMoves]) -> dict[str, Any]:
    """Each account where somebody has a move, the soonest first."""
    user = _user(request)
    found = verdicts(user).defer(None).exclude(move=Whose.NONE).order_by("due", "rank", "account")
    found = found.filter(move=asked.whose) if asked.whose else found
    return _page(request, asked, found.count(), _part(found, asked), lambda v: _move(user, v))


@api.exception_handler(Http404)
def missing(request: HttpRequest, _error: Exception) -> HttpResponse:
    """What is not there and what is not theirs are told alike."""
    return api.create_response(request, {"detail": "There is no such account."}, status=404)


def _user(request: HttpRequest) -> User:
    """The owner of the key."""
    return request.auth  # pyright: ignore[reportAttributeAccessIssue]


def _verdict(request: HttpRequest, account: str) -> Verdict:
    """The account's verdict. Raises Http404 where there is none that the owner of the key may see."""
    # A sign that no account holds and that PostgreSQL refuses to look for.
    found = None if "\0" in account else verdicts(_user(request)).defer(None).filter(account=account).first()
    if found is None:
        raise Http404
    return found


def _hides() -> bool:
    """Whether a thread was made private since the refresh, so that no published sentence is to be trusted."""
    refresh = Refresh.current()
    return refresh is not None and pending.hides_something(refresh)


def _part(found: QuerySet[Verdict] | Sequence[T], asked: a.Asked) -> list[Any]:
    return list(found[asked.offset : asked.offset + asked.limit])


def _page(
    request: HttpRequest, asked: a.Asked, count: int, part: Sequence[T], show: Callable[[T], dict[str, Any]]
) -> dict[str, Any]:
    after = asked.offset + asked.limit
    words = {**request.GET.dict(), "limit": asked.limit, "offset": after}
    refresh = Refresh.current()
    return {
        "as_of": refresh.as_of if refresh else None, "count": count, "items": [show(x) for x in part],
        "next": f"{request.path}?{urlencode(words)}" if after < count else None,
    }  # fmt: skip


def _account(user: User, v: Verdict, *, hides: bool) -> dict[str, Any]:
    return {
        "id": v.account, "name": v.name, "standing": v.standing, "probability": v.probability, "cause": v.cause,
        "advice": v.advice, "move": v.move, "due": v.due, "trend": v.trend, "owner": v.owner,
        "last_contact": v.last_contact, "former_on": v.former_on, "reason": pending.reason(user, v, hides=hides),
        "page": reverse("client", args=[v.account]),
    }  # fmt: skip


def _reason(verdict: Verdict, r: dict[str, Any]) -> dict[str, Any]:
    borne = [
        proofs.Proof(e["kind"], e["ref"], e["on"], e["who"], e["quote"], proofs.what_it_says(r, e))
        for e in r["evidence"]
    ]
    kept = ("measure", "sentence", "value", "typical", "points", "toward")
    return {**{k: r[k] for k in kept}, "evidence": [_proof(verdict, p) for p in borne]}


def _proof(verdict: Verdict, p: proofs.Proof) -> dict[str, Any]:
    key = proofs.key(p.kind, p.ref, p.quote)
    return {"key": key, "kind": p.kind, "on": p.on, "who": p.who or "", "quote": p.quote or "", "says": p.says,
            "page": reverse("proof", args=[verdict.account, key])}  # fmt: skip


def _move(user: User, v: Verdict) -> dict[str, Any]:
    plays = told(user, v)["plays"]
    play = plays[0] if plays else {"play": "", "title": "", "why": ""}
    return {"account": v.account, "name": v.name, "whose": v.move, "due": v.due, "advice": v.advice,
            "play": play["play"], "do": play["title"], "why": play["why"],
            "page": reverse("client", args=[v.account])}  # fmt: skip
