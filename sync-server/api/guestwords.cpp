#include "sync-server/api/guestwords.h"

#include "core/wire/fields.h"
#include "core/wire/limits.h"
#include "sync-server/api/answers.h"
#include "sync-server/api/gates.h"
#include "sync-server/api/plaintext.h"

#include <nlohmann/json.hpp>

namespace raskadr::server {

namespace {

constexpr Millis longestFilm = Millis(24) * 60 * 60 * 1000;

// A text member that is judged later, so that people are told what is wrong with it.
std::string anyText(wire::Fields& fields, const nlohmann::json& document, const char* name)
{
    const auto member = document.is_object() ? document.find(name) : document.end();
    if (member == document.end()) {
        return {};
    }
    if (!member->is_string()) {
        fields.refuse(name, "is not a text");
        return {};
    }
    return member->get<std::string>();
}

std::string formValue(const NamedValues& form, std::string_view name)
{
    return valueOf(form, name).value_or(std::string());
}

using Parsed = std::variant<Response, GuestWords>;

Parsed finished(const Request& request, GuestWords words)
{
    words.author = withoutEdges(words.author);
    words.text = withoutEdges(words.text);
    if (!wire::isWireId(words.shotId)) {
        return problem(request, 404, "unknown_shot");
    }
    return words;
}

bool isForm(const Request& request)
{
    return request.method == "POST" && wantsPage(request);
}

std::optional<GuestRefusal> refuseText(const std::string& text, size_t most)
{
    if (text.empty()) {
        return GuestRefusal{422, "text_missing", wire::PageProblem::TextMissing, {}};
    }
    const size_t length = wire::codePoints(text);
    if (length != std::string::npos && length > most) {
        return GuestRefusal{422, "text_too_long", wire::PageProblem::TextTooLong, {}};
    }
    if (!wire::isPlainText(text, most, wire::Lines::Many)) {
        return GuestRefusal{422, "not_plain", wire::PageProblem::NotPlain, {}};
    }
    return std::nullopt;
}

} // namespace

Parsed parseGuestWords(const Request& request)
{
    GuestWords words;
    if (isForm(request)) {
        const auto form = parseForm(request.body);
        if (!form) {
            return problem(request, 400, "bad_form");
        }
        words.form = true;
        words.shotId = formValue(*form, "shotId");
        words.author = formValue(*form, "author");
        words.text = formValue(*form, "text");
        words.key = formValue(*form, "key");
        return finished(request, std::move(words));
    }
    const auto document = wire::parseMessage(request.body, wire::limits::messageBytes);
    if (!document) {
        return refused(request, document.error());
    }
    wire::Fields fields(*document, {});
    fields.knowOnly({"shotId", "author", "text", "atMs"});
    words.shotId = fields.wireId("shotId");
    words.author = anyText(fields, *document, "author");
    words.text = anyText(fields, *document, "text");
    if (fields.has("atMs") && !fields.isNull("atMs")) {
        words.atMs = fields.integer("atMs", 0, longestFilm);
    }
    words.key = request.header("idempotency-key").value_or(std::string());
    if (fields.refusal()) {
        return refused(request, *fields.refusal());
    }
    return finished(request, std::move(words));
}

Parsed parseGuestVerdict(const Request& request)
{
    GuestWords words;
    words.shotId = request.parameter("id");
    std::string state;
    if (isForm(request)) {
        const auto form = parseForm(request.body);
        if (!form) {
            return problem(request, 400, "bad_form");
        }
        words.form = true;
        words.author = formValue(*form, "author");
        state = formValue(*form, "state");
    } else {
        const auto document = wire::parseMessage(request.body, wire::limits::messageBytes);
        if (!document) {
            return refused(request, document.error());
        }
        wire::Fields fields(*document, {});
        fields.knowOnly({"state", "author"});
        state = fields.text("state", 16);
        words.author = anyText(fields, *document, "author");
        if (fields.refusal()) {
            return refused(request, *fields.refusal());
        }
    }
    const auto verdict = wire::verdict(state);
    if (!verdict) {
        return refused(request, wire::Refusal{"/state", "is not known"});
    }
    words.verdict = *verdict;
    return finished(request, std::move(words));
}

std::variant<Response, std::string> parseNewText(const Request& request)
{
    const auto document = wire::parseMessage(request.body, wire::limits::messageBytes);
    if (!document) {
        return refused(request, document.error());
    }
    wire::Fields fields(*document, {});
    fields.knowOnly({"text"});
    const std::string text = withoutEdges(anyText(fields, *document, "text"));
    if (fields.refusal()) {
        return refused(request, *fields.refusal());
    }
    if (const auto refusal = refuseText(text, wire::limits::comment)) {
        return problem(request, refusal->status, refusal->code);
    }
    return text;
}

std::optional<GuestRefusal> refuseAuthor(const GuestWords& words, bool hasName)
{
    if (words.author.empty()) {
        return hasName ? std::nullopt
                       : std::optional(GuestRefusal{
                           422, "author_missing", wire::PageProblem::AuthorMissing, {}});
    }
    if (!wire::isPlainText(words.author, wire::limits::author, wire::Lines::One)) {
        return GuestRefusal{422, "not_plain", wire::PageProblem::NotPlain, {}};
    }
    return std::nullopt;
}

std::optional<GuestRefusal> refuseWords(const GuestWords& words, bool hasName)
{
    if (const auto refusal = refuseAuthor(words, hasName)) {
        return refusal;
    }
    return refuseText(words.text, wire::limits::comment);
}

} // namespace raskadr::server
