#include "app/cli/commands.h"
#include "app/cli/context.h"
#include "app/cli/ids.h"
#include "app/cli/jsonvalues.h"
#include "app/cli/queuerun.h"
#include "core/jobs/submit.h"
#include "core/providers/enteredconnection.h"
#include "core/providers/jsonlimits.h"
#include "ui/common/errortext.h"

#include <cmath>

namespace raskadr::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

// A word of the command line as the value that a parameter of this type takes; what does not read
// as one stays text, which the check of the parameters then refuses by name.
nlohmann::json valueFor(const ParameterField* field, const QString& word)
{
    bool isNumber = false;
    switch (field ? field->type : ParameterType::String) {
    case ParameterType::String:
        break;
    case ParameterType::Integer:
        if (const quint64 number = word.toULongLong(&isNumber); isNumber) {
            return number;
        }
        if (const qint64 number = word.toLongLong(&isNumber); isNumber) {
            return number;
        }
        break;
    case ParameterType::Number:
        if (const double number = word.toDouble(&isNumber); isNumber && std::isfinite(number)) {
            return number;
        }
        break;
    case ParameterType::Boolean:
        if (word == u"true"_s || word == u"false"_s) {
            return word == u"true"_s;
        }
        break;
    case ParameterType::Array:
        if (const auto array = parseLimitedJson(word.toUtf8()); array && array->is_array()) {
            return *array;
        }
        break;
    }
    return word.toStdString();
}

std::optional<int> countOf(const Invocation& invocation)
{
    return invocation.number(u"--count"_s, 1, 1, maxVariants);
}

// The two sides of NAME=VALUE; nothing: it is not so written.
std::optional<std::pair<QString, QString>> pairOf(const QString& word)
{
    const qsizetype equals = word.indexOf(u'=');
    return equals < 1 ? std::nullopt
                      : std::optional(std::pair(word.left(equals), word.mid(equals + 1)));
}

std::optional<QString> misuseOfGenerate(const Invocation& invocation)
{
    if (invocation.value(u"--model"_s).value_or(QString()).isEmpty()) {
        return Words::tr("Say which model: --model MODEL.");
    }
    if (!countOf(invocation)) {
        return Words::tr("--count takes a number from 1 to %1.").arg(maxVariants);
    }
    for (const QString& word : invocation.values(u"--set"_s)) {
        if (!pairOf(word)) {
            return Words::tr("--set takes NAME=VALUE, and “%1” is not so written.").arg(word);
        }
    }
    for (const QString& word : invocation.values(u"--input"_s)) {
        if (!pairOf(word)) {
            return Words::tr("--input takes SLOT=ASSET, and “%1” is not so written.").arg(word);
        }
    }
    return std::nullopt;
}

// Fills a request from the options; a status other than Done: it said what is wrong.
class RequestReader
{
public:
    RequestReader(Context& context, GenerationRequest& request)
        : m_context(context)
        , m_request(request)
    {
    }

    int read()
    {
        m_request.modelId = m_context.value(u"--model"_s).value_or(QString());
        m_request.prompt = m_context.value(u"--prompt"_s).value_or(QString());
        m_request.variants = countOf(m_context.invocation()).value_or(1);
        const auto catalog =
            m_context.read([](const Repositories& r) { return connectedCatalog(r); });
        if (!catalog) {
            return m_context.fail(catalog.error());
        }
        const CatalogModel* model = catalog->model(m_request.modelId);
        if (!model) {
            return m_context.fail(
                Words::tr("There is no model “%1”. All models: raskadr-cli model list")
                    .arg(m_request.modelId));
        }
        m_model = model->manifest;
        readParameters();
        return readInputs();
    }

    const ModelManifest& model() const { return m_model; }

private:
    void readParameters()
    {
        auto parameters = nlohmann::json::object();
        for (const QString& word : m_context.values(u"--set"_s)) {
            if (const auto pair = pairOf(word)) {
                const auto& [name, value] = *pair;
                parameters[name.toStdString()] = valueFor(m_model.parameters.field(name), value);
            }
        }
        m_request.parameters = QByteArray::fromStdString(parameters.dump());
    }

    int readInputs()
    {
        for (const QString& word : m_context.values(u"--input"_s)) {
            const auto pair = pairOf(word);
            const auto asset = pair ? findAsset(m_context, pair->second) : std::nullopt;
            if (!asset) {
                return Failed;
            }
            m_request.inputs.append({pair->first, asset->id});
        }
        return Done;
    }

    Context& m_context;
    GenerationRequest& m_request;
    ModelManifest m_model;
};

// Prints the generations as they are now; Failed if one of them came to nothing.
int printGenerations(Context& context, const QList<GenerationId>& ids, bool asList, bool waited)
{
    const auto shown =
        context.read([&](const Repositories& r) { return shownGenerations(r, ids); });
    if (!shown) {
        return context.fail(shown.error());
    }
    context.output().result(asList ? QJsonValue(shown->json) : shown->json.first(),
                            shown->lines.join(u'\n'));
    if (waited && !shown->allDone) {
        return context.fail(Words::tr("Not every generation is done. Why: raskadr-cli queue list"));
    }
    return Done;
}

int submit(Context& context, const GenerationRequest& request)
{
    QList<GenerationId> ids;
    if (const int status = queueRequest(context, request, ids); status != Done) {
        return status;
    }
    return printGenerations(context, ids, context.has(u"--count"_s), context.has(u"--wait"_s));
}

int generate(Context& context)
{
    GenerationRequest request;
    RequestReader reader(context, request);
    if (const int status = reader.read(); status != Done) {
        return status;
    }
    const auto shot = findShot(context, context.argument(0));
    if (!shot) {
        return Failed;
    }
    request.shotId = shot->id;
    return submit(context, request);
}

int animate(Context& context)
{
    GenerationRequest request;
    RequestReader reader(context, request);
    if (const int status = reader.read(); status != Done) {
        return status;
    }
    const auto asset = findAsset(context, context.argument(0));
    if (!asset) {
        return Failed;
    }
    const auto& inputs = reader.model().inputs;
    const auto slot = std::find_if(inputs.begin(), inputs.end(), [&](const auto& description) {
        return description.media == asset->kind;
    });
    if (reader.model().produces != Produces::Video || slot == inputs.end()) {
        return context.fail(Words::tr("The model “%1” makes no video of this asset. All models: "
                                      "raskadr-cli model list")
                                .arg(request.modelId));
    }
    request.shotId = asset->shotId;
    request.inputs.append({slot->name, asset->id});
    return submit(context, request);
}

} // namespace

QList<CommandSpec> generationCommands()
{
    const OptionSpec model{u"--model"_s, u"MODEL"_s, Words::tr("The model to run."), false};
    const OptionSpec prompt{u"--prompt"_s, u"TEXT"_s, Words::tr("What to show."), false};
    const OptionSpec set{u"--set"_s, u"NAME=VALUE"_s, Words::tr("A parameter of the model."), true};
    const OptionSpec wait{
        u"--wait"_s,
        {},
        Words::tr("Run it now and wait for the result; else it waits in the queue."),
        false};
    return {
        {u"generate"_s,
         u"SHOT"_s,
         Words::tr("Generate assets in a shot."),
         {model,
          prompt,
          {u"--count"_s, u"N"_s, Words::tr("How many variants; 1 unless told."), false},
          set,
          {u"--input"_s, u"SLOT=ASSET"_s, Words::tr("An asset for an input of the model."), true},
          wait},
         Access::Write,
         true,
         generate,
         misuseOfGenerate},
        {u"animate"_s,
         u"ASSET"_s,
         Words::tr("Make a video of a picture, in the same shot."),
         {model, prompt, set, wait},
         Access::Write,
         true,
         animate,
         misuseOfGenerate},
    };
}

} // namespace raskadr::cli
