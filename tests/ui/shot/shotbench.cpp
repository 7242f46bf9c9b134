#include "shotbench.h"

#include "tests/support/samples.h"

#include <QTest>
#include <atomic>

using namespace raskadr;
using namespace raskadr::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

const char* const providerManifest = R"({"id":"test","name":"Test","local":true,"free":true})";
const char* const imageManifest = R"({"id":"test.image","provider":"test","name":"Painter",
  "produces":"image","flow":"builtin","free":true,"seed":"seed","params":{"type":"object",
  "required":["prompt"],"properties":{
  "prompt":{"type":"string","minLength":1,"x-widget":"prompt"},
  "height":{"type":"integer","enum":[540,720],"default":720,"title":"Height"},
  "steps":{"type":"integer","minimum":1,"maximum":50,"multipleOf":5,"title":"Steps"},
  "seed":{"type":"integer","minimum":0,"maximum":4294967295,"x-widget":"seed"}}}})";
const char* const videoManifest = R"({"id":"test.video","provider":"test","name":"Camera",
  "produces":"video","flow":"builtin","free":true,"seed":"seed","params":{"type":"object","properties":{
  "prompt":{"type":"string","x-widget":"prompt"},
  "seed":{"type":"integer","minimum":0,"maximum":4294967295,"x-widget":"seed"}}},
  "inputs":[{"name":"start","media":"image","min":1,"max":1}]})";

FormField field(const QString& name, FormField::Kind kind)
{
    FormField field;
    field.name = name;
    field.title = name;
    field.kind = kind;
    field.initial = QJsonValue(QJsonValue::Undefined);
    return field;
}

} // namespace

class ShotBench::Engine final : public BuiltinEngine
{
public:
    Result<BuiltinResult> run(const BuiltinRequest& request, const std::function<void(double)>&,
                              std::stop_token) override
    {
        if (!repaired && request.prompt.contains(u"broken"_s)) {
            return failure(ErrorKind::InputDamaged, u"the picture is broken"_s);
        }
        return samples::save(request.outputPath, samples::picture(32, 18, int(request.seed)), "PNG")
            ? Result<BuiltinResult>(BuiltinResult{request.outputPath, AssetKind::Image})
            : Result<BuiltinResult>(failure(ErrorKind::Internal, u"not saved"_s));
    }

    std::atomic<bool> repaired = false;
};

ShotBench::ShotBench()
    : m_engine(std::make_unique<Engine>())
{
    const Shot shot = rows::shot(m_project, 0, u"Bridge"_s);
    const Shot other = rows::shot(m_project, 1, u"Sea"_s);
    m_shot = shot.id;
    m_otherShot = other.id;
    m_jobs = std::make_unique<JobQueue>(*m_store, m_media, m_clock, m_pool, *m_engine,
                                        [this] { return m_nextSeed++; });
    m_controller = std::make_unique<ShotController>(ImportPlace{*m_store, m_media, m_clock},
                                                    m_account, m_commands, *m_jobs, m_framePool);
    m_page = newPage();
    write([&](Repositories& repositories) {
        repositories.shots.insert(shot);
        repositories.shots.insert(other);
        repositories.catalog.putProvider({u"test"_s, {}, {}, 1, providerManifest});
        repositories.catalog.putModel({u"test.image"_s, u"test"_s, {}, 1, imageManifest});
        repositories.catalog.putModel({u"test.video"_s, u"test"_s, {}, 1, videoManifest});
    });
    m_jobs->unlock(m_account);
    m_jobs->start();
}

ShotBench::~ShotBench()
{
    m_page.reset();
    m_controller.reset();
    m_jobs.reset();
    m_pool.waitForDone();
    m_framePool.waitForDone();
}

std::unique_ptr<ShotPage> ShotBench::newPage()
{
    ModelNames names;
    names.model = [](const QString& id) {
        return id == u"test.video"_s ? u"Camera"_s : id == u"test.image"_s ? u"Painter"_s : id;
    };
    names.provider = [](const QString& id) { return id; };
    names.parameter = [](const QString&, const QString& name) { return name; };
    names.value = [](const QString&, const QString&, const QJsonValue& value) {
        return value.toVariant().toString();
    };
    auto page = std::make_unique<ShotPage>(*m_store, m_account, *m_controller, m_media, m_cache,
                                           m_thumbnails, m_outgoing, names);
    page->setModels(models());
    return page;
}

QList<ComposerModel> ShotBench::models()
{
    FormField height = field(u"height"_s, FormField::Kind::Choice);
    height.choices = {{u"540"_s, 540}, {u"720"_s, 720}};
    height.initial = 720;
    FormField steps = field(u"steps"_s, FormField::Kind::Integer);
    steps.title = u"Steps"_s;
    steps.minimum = 1;
    steps.maximum = 50;
    ComposerModel image;
    image.id = u"test.image"_s;
    image.name = u"Painter"_s;
    image.providerName = u"Test"_s;
    image.promptParameter = u"prompt"_s;
    image.promptRequired = true;
    image.fields = {field(u"prompt"_s, FormField::Kind::Prompt), height, steps,
                    field(u"seed"_s, FormField::Kind::Seed)};
    image.free = true;
    ComposerModel video;
    video.id = u"test.video"_s;
    video.name = u"Camera"_s;
    video.providerName = u"Test"_s;
    video.produces = AssetKind::Video;
    video.promptParameter = u"prompt"_s;
    video.fields = {field(u"prompt"_s, FormField::Kind::Prompt),
                    field(u"seed"_s, FormField::Kind::Seed)};
    video.inputs = {{u"start"_s, u"Start"_s, true}};
    return {image, video};
}

void ShotBench::finishJobs()
{
    settle();
    const bool done = QTest::qWaitFor(
        [this] {
            const auto open = m_store->read(
                m_account, [](const Repositories& r) { return r.jobs.unfinishedOfAllAccounts(); });
            return open && open->isEmpty() && m_jobs->isIdle();
        },
        patienceMs);
    Q_ASSERT(done);
    Q_UNUSED(done)
    settle();
}

AssetId ShotBench::addPicture(int seed, const QString& name, bool toOtherShot)
{
    const QString path = m_folder.filePath(u"picture%1.png"_s.arg(seed));
    samples::save(path, samples::picture(64, 36, seed), "PNG");
    const Media media = rows::mediaOfFile(m_media, path);
    Asset asset = rows::asset(toOtherShot ? m_otherShot : m_shot, media.sha256);
    asset.sourceName = name;
    return insert(media, asset);
}

AssetId ShotBench::addFilm()
{
    const QString path = m_folder.filePath(u"film.mp4"_s);
    samples::film(path, 12);
    const Media media = rows::mediaOfFile(m_media, path);
    Asset asset = rows::asset(m_shot, media.sha256);
    asset.kind = AssetKind::Video;
    return insert(media, asset);
}

GenerationId ShotBench::addFailure(const QString& errorClass)
{
    Generation generation = rows::generation(m_shot, u"a broken bridge"_s);
    generation.providerId = u"test"_s;
    generation.modelId = u"test.image"_s;
    generation.parameters = R"({"height":540})";
    generation.seedSent = 7;
    Job job;
    job.generationId = generation.id;
    job.state = JobState::Failed;
    job.errorClass = errorClass;
    job.errorDetail = u"told by the engine"_s;
    job.queuedMs = 1;
    write([&](Repositories& repositories) {
        repositories.generations.insert(generation);
        repositories.jobs.insert(job);
    });
    return generation.id;
}

GenerationId ShotBench::generated(const QString& prompt)
{
    ComposerDraft draft{m_shot, u"test.image"_s, prompt, R"({"height":540,"seed":41})", {}, 1, 0};
    m_controller->generate(draft);
    finishJobs();
    return generations().first().id;
}

void ShotBench::repairEngine()
{
    m_engine->repaired = true;
}

Shot ShotBench::shotRow() const
{
    return *read([this](const Repositories& r) { return r.shots.find(m_shot); });
}

Asset ShotBench::asset(const AssetId& id) const
{
    return *read([&](const Repositories& r) { return r.assets.find(id); });
}

std::optional<Job> ShotBench::job(const GenerationId& id) const
{
    return read([&](const Repositories& r) { return r.jobs.find(id); });
}

QList<AssetRow> ShotBench::feed(bool trash) const
{
    return read([&](const Repositories& r) { return r.assets.feed(m_shot, trash); });
}

QList<Generation> ShotBench::generations() const
{
    return read([this](const Repositories& r) { return r.generations.ofShot(m_shot); });
}

std::optional<ComposerDraft> ShotBench::draft(const QString& model) const
{
    return read([&](const Repositories& r) { return r.drafts.find(m_shot, model); });
}
