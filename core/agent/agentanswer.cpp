#include "core/agent/agenttalk.h"
#include "core/agent/jsonprompt.h"
#include "core/providers/jsonlimits.h"

#include <algorithm>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

constexpr qsizetype longestAnswer = 1 << 20; // bytes
constexpr int deepestAnswer = 16;
constexpr qsizetype longestPrompt = 200'000;

// Models without structured output put their JSON into a fenced block.
QStringView withoutFence(QStringView answer)
{
    constexpr QLatin1StringView fence("```");
    const QStringView block = answer.trimmed();
    const qsizetype lineEnd = block.indexOf(u'\n');
    if (lineEnd < fence.size() || !block.startsWith(fence) || !block.endsWith(fence)) {
        return block;
    }
    const QStringView language = block.first(lineEnd).sliced(fence.size()).trimmed();
    const bool isWord = std::all_of(language.begin(), language.end(), [](QChar sign) {
        return sign.unicode() < 0x80 && sign.isLetter();
    });
    return isWord ? block.sliced(lineEnd).chopped(fence.size()).trimmed() : block;
}

// Letters that steer how a text is shown or ends it, and have no place in a prompt.
bool hasControlLetters(const QString& text)
{
    return std::any_of(text.begin(), text.end(), [](QChar sign) {
        const ushort code = sign.unicode();
        return (code < 0x20 && code != u'\n' && code != u'\t' && code != u'\r') || code == 0x7f
            || (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
    });
}

QString reasonOf(const Violation& violation)
{
    const QString expected =
        violation.expected.isEmpty() ? QString() : u", expected "_s + violation.expected;
    switch (violation.reason) {
    case ViolationReason::Missing:
        return u"is missing"_s;
    case ViolationReason::Unknown:
        return u"is no parameter of the model"_s;
    case ViolationReason::WrongType:
        return u"has the wrong type"_s;
    case ViolationReason::NotInChoices:
        return u"is none of the choices"_s + expected;
    case ViolationReason::TooSmall:
    case ViolationReason::TooLarge:
        return u"is out of range"_s + expected;
    case ViolationReason::NotAMultiple:
        return u"is no multiple"_s + expected;
    case ViolationReason::TooShort:
    case ViolationReason::TooLong:
        return u"has the wrong length"_s + expected;
    case ViolationReason::NoMatch:
        return u"does not match the pattern"_s + expected;
    case ViolationReason::TooFew:
    case ViolationReason::TooMany:
        return u"has the wrong number of items"_s + expected;
    }
    return u"does not fit"_s;
}

class AnswerReader
{
public:
    explicit AnswerReader(const EditRequest& request)
        : m_request(request)
        , m_json(JsonPrompt::read(request.prompt))
    {
        m_proposal.prompt = request.prompt;
        m_proposal.negativePrompt = request.negativePrompt;
        m_proposal.parameters = request.parameters;
    }

    tl::expected<EditProposal, std::variant<AnswerFault, EditFailure>> read(const QString& answer)
    {
        const auto document =
            parseLimitedJson(withoutFence(answer).toUtf8(), longestAnswer, deepestAnswer);
        if (!document) {
            fault({}, u"it is not one JSON object: "_s + document.error().detail);
        } else if (!document->is_object()) {
            fault({}, u"it is no JSON object"_s);
        } else if (const auto refusal = refusalIn(*document)) {
            return tl::unexpected(std::variant<AnswerFault, EditFailure>(*refusal));
        } else {
            readFields(*document);
            checkFit();
        }
        if (m_fault) {
            return tl::unexpected(std::variant<AnswerFault, EditFailure>(*m_fault));
        }
        m_proposal.changes = changesOf(m_request, m_proposal);
        return m_proposal;
    }

private:
    void fault(const QString& place, const QString& reason)
    {
        if (!m_fault) {
            m_fault = AnswerFault{place, reason};
        }
    }

    static std::optional<EditFailure> refusalIn(const json& document)
    {
        const auto refusal = document.find("refusal");
        if (refusal == document.end() || !refusal->is_string()
            || refusal->get_ref<const std::string&>().empty()) {
            return std::nullopt;
        }
        EditFailure failed;
        failed.kind = EditFailure::Kind::Refusal;
        failed.said = QString::fromStdString(refusal->get<std::string>());
        return failed;
    }

    void readFields(const json& document)
    {
        for (const auto& [key, value] : document.items()) {
            const QString name = QString::fromStdString(key);
            if (value.is_null()) {
                continue;
            }
            if (key == "refusal") {
                if (!value.is_string()) {
                    fault(name, u"has to be a text or null"_s);
                }
            } else if (key == "prompt" && !m_json) {
                readText(name, value, m_proposal.prompt);
            } else if (key == "promptValues" && m_json) {
                readPromptValues(value);
            } else if (key == "negativePrompt" && m_request.takesNegativePrompt()) {
                readText(name, value, m_proposal.negativePrompt);
            } else if (key == "parameters") {
                readParameters(value);
            } else {
                fault(name, u"is no field of the answer"_s);
            }
        }
    }

    void readText(const QString& name, const json& value, QString& into)
    {
        if (!value.is_string()) {
            fault(name, u"has to be a text or null"_s);
            return;
        }
        const QString text = QString::fromStdString(value.get<std::string>());
        if (hasControlLetters(text)) {
            fault(name, u"has control characters in it"_s);
        } else if (text.size() > longestPrompt) {
            fault(name, u"is too long"_s);
        } else if (text.trimmed().isEmpty() && name == u"prompt"
                   && !m_request.prompt.trimmed().isEmpty()) {
            fault(name, u"is empty"_s);
        } else {
            into = text;
        }
    }

    void readPromptValues(const json& values)
    {
        if (!values.is_array()) {
            fault(u"promptValues"_s, u"has to be a list or null"_s);
            return;
        }
        QList<JsonPrompt::Change> changes;
        for (size_t i = 0; i < values.size(); ++i) {
            const json& item = values[i];
            const QString place = u"promptValues[%1]"_s.arg(i);
            const bool whole = item.is_object() && item.size() == 2 && item.contains("pointer")
                && item.contains("value") && item["pointer"].is_string();
            if (!whole) {
                fault(place, u"has to have a pointer and a value, and nothing else"_s);
                return;
            }
            const json& value = item["value"];
            if (value.is_string()
                && hasControlLetters(QString::fromStdString(value.get<std::string>()))) {
                fault(place, u"has control characters in it"_s);
                return;
            }
            changes.append({QString::fromStdString(item["pointer"].get<std::string>()), value});
        }
        const auto changed = m_json->with(changes);
        if (!changed) {
            fault(u"promptValues: "_s + changed.error().subject, changed.error().detail);
        } else if (changed->size() > longestPrompt) {
            fault(u"promptValues"_s, u"make the prompt too long"_s);
        } else {
            m_proposal.prompt = *changed;
        }
    }

    void readParameters(const json& values)
    {
        if (!values.is_object()) {
            fault(u"parameters"_s, u"has to be an object or null"_s);
            return;
        }
        const QList<ParameterField> fields = m_request.openFields();
        for (const auto& [key, value] : values.items()) {
            const QString name = QString::fromStdString(key);
            const bool open =
                std::any_of(fields.begin(), fields.end(),
                            [&](const ParameterField& field) { return field.name == name; });
            if (!open) {
                fault(u"parameters."_s + name, u"may not be changed"_s);
            } else if (!value.is_null()) {
                m_proposal.parameters[key] = value;
            }
        }
    }

    // Only for what the agent touched: older settings may have faults of their own.
    void checkFit()
    {
        const ParameterSchema& schema = m_request.model.parameters;
        json values = m_proposal.parameters;
        const auto put = [&](const QString& widget, const QString& text, const QString& before) {
            const ParameterField* field = schema.fieldOfWidget(widget);
            if (field && text != before) {
                values[field->name.toStdString()] = text.toStdString();
            }
            return field;
        };
        const ParameterField* prompt = put(u"prompt"_s, m_proposal.prompt, m_request.prompt);
        const ParameterField* negative =
            put(u"negativePrompt"_s, m_proposal.negativePrompt, m_request.negativePrompt);
        for (const Violation& violation : schema.check(values)) {
            const std::string name = violation.parameter.toStdString();
            const auto before = m_request.parameters.find(name);
            const bool touched = values.contains(name)
                && (before == m_request.parameters.end() || *before != values[name]);
            if (touched) {
                const bool isText = (prompt && prompt->name == violation.parameter)
                    || (negative && negative->name == violation.parameter);
                fault(isText ? violation.parameter : u"parameters."_s + violation.parameter,
                      reasonOf(violation));
            }
        }
    }

    const EditRequest& m_request;
    const std::optional<JsonPrompt> m_json;
    EditProposal m_proposal;
    std::optional<AnswerFault> m_fault;
};

} // namespace

tl::expected<EditProposal, std::variant<AnswerFault, EditFailure>>
readAnswer(const EditRequest& request, const QString& answer)
{
    return AnswerReader(request).read(answer);
}

} // namespace raskadr
