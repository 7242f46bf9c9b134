#include "core/wire/pagevalues.h"

#include "core/wire/pagewords.h"

#include <algorithm>

namespace raskadr::wire {

namespace {

// Addresses of media come from the server and the publisher; should one ever not be a plain path,
// it is left out.
bool isPlainPath(std::string_view address)
{
    constexpr std::string_view allowed =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./";
    return address.find_first_not_of(allowed) == std::string_view::npos
        && !address.starts_with("//");
}

} // namespace

std::string rendered(const Template& source, const TemplateValues& values)
{
    std::string page;
    source.render(values, page);
    return page;
}

std::string medium(const BoardShot& shot, MediaRole role)
{
    const auto found = shot.media.find(role);
    return found != shot.media.end() && isPlainPath(found->second) ? found->second : std::string();
}

std::string firstMedium(const BoardShot& shot, std::initializer_list<MediaRole> roles)
{
    for (const MediaRole role : roles) {
        if (std::string address = medium(shot, role); !address.empty()) {
            return address;
        }
    }
    return {};
}

void setFrame(TemplateValues& values, std::string_view folder)
{
    for (const WebFile& file : webFiles()) {
        const std::string_view ending = file.name.substr(file.name.rfind('.') + 1);
        const std::string name = file.name.starts_with("page.")
            ? std::string(ending)
            : std::string(file.name.substr(0, file.name.find('.')));
        values.set("file." + name, std::string(folder) + std::string(file.name));
    }
}

TemplateValues viewValues(const PageView& view)
{
    TemplateValues values;
    setFrame(values, "/page/");
    values.set("base", view.base);
    values.set("home", view.tail.empty() ? view.base : view.base + "/" + view.tail);
    values.set("guestName", view.guestName);
    values.set("formKey", view.formKey);
    values.set("draftAuthor", view.draftAuthor);
    values.set("draftText", view.draftText);
    values.set("problem", [&view]() -> std::string {
        switch (view.problem) {
        case PageProblem::None:
            return {};
        case PageProblem::AuthorMissing:
            return words::text("problem.author");
        case PageProblem::TextMissing:
            return words::text("problem.text");
        case PageProblem::TextTooLong:
            return words::text("problem.long");
        case PageProblem::NotPlain:
            return words::text("problem.plain");
        case PageProblem::TooManyComments:
            return words::text("problem.many");
        case PageProblem::NotSaved:
            return words::text("problem.saved");
        case PageProblem::WrongPassword:
            return words::text("problem.password");
        case PageProblem::TooManyTries:
            return words::text("problem.tries",
                               words::counted("minutes", std::max(1, view.retryMinutes)));
        }
        return {};
    }());
    return values;
}

} // namespace raskadr::wire
