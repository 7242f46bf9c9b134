// What goes into a call: the files, as the service takes them.

#include "core/providers/servicecall.h"

#include <QFile>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

// A picture that has to be written anew, and what became of it.
struct Rewriting
{
    qsizetype file = 0; // of the task
    QString from;
    QString to;
    PictureForm form;
    Result<WrittenPicture> picture = failure(ErrorKind::Cancelled);
};

class WrittenFiles
{
public:
    explicit WrittenFiles(QStringList paths)
        : m_paths(std::move(paths))
    {
    }
    WrittenFiles(const WrittenFiles&) = delete;
    WrittenFiles& operator=(const WrittenFiles&) = delete;
    ~WrittenFiles()
    {
        for (const QString& path : m_paths) {
            QFile::remove(path);
        }
    }

private:
    const QStringList m_paths;
};

ServiceFailure failureOf(const InputProblem& problem)
{
    ServiceFailure failure;
    failure.errorClass = ErrorClass::InputMediaInvalid;
    failure.input = problem;
    failure.nothingAccepted = true;
    return failure;
}

ServiceFailure failureOf(const Error& error, const QString& slot)
{
    const bool isOfDisk = error.kind == ErrorKind::DiskFull || error.kind == ErrorKind::Storage;
    ServiceFailure failure;
    failure.errorClass = isOfDisk ? errorClassOf(error) : ErrorClass::InputMediaInvalid;
    failure.message = errorKindName(error.kind) + u": "_s + error.detail;
    failure.parameter = slot;
    failure.nothingAccepted = true;
    return failure;
}

} // namespace

// Only before an order: later nothing but what came of it is asked for.
void ServiceCall::writePictures()
{
    QList<Rewriting> rewritings;
    QStringList paths;
    const bool canWrite =
        m_task.start == ServiceTask::Start::Begin && m_sender.pictureWriter() != nullptr;
    for (qsizetype i = 0; canWrite && i < m_task.files.size(); ++i) {
        const ServiceFile& file = m_task.files.at(i);
        if (const auto form = formFor(m_task.route.model, file.input)) {
            paths.append(m_sender.freshPath());
            rewritings.append({i, file.path, paths.last(), *form});
        }
    }
    if (rewritings.isEmpty()) {
        plan();
        return;
    }
    const auto written = std::make_shared<WrittenFiles>(paths);
    m_written = written;
    m_work = runAsync(
        m_sender.pool(), this,
        // The files are held until the last of them is written, also when nobody waits any more.
        [written, rewritings, write = m_sender.pictureWriter()](const std::stop_token& stop) {
            QList<Rewriting> done = rewritings;
            for (Rewriting& one : done) {
                one.picture = write(one.from, one.to, one.form, stop);
                if (!one.picture) {
                    break;
                }
            }
            return done;
        },
        [this](const QList<Rewriting>& done) {
            for (const Rewriting& one : done) {
                ServiceFile& file = m_task.files[one.file];
                if (!one.picture) {
                    end(failureOf(one.picture.error(), file.input.slot));
                    return;
                }
                file.input = rewritten(file.input, one.form, *one.picture);
                file.path = one.to;
            }
            plan();
        },
        1);
}

void ServiceCall::plan()
{
    QList<ServiceInput> inputs;
    for (const ServiceFile& file : std::as_const(m_task.files)) {
        inputs.append(file.input);
        m_paths.append(file.path);
    }
    auto planned = planInputs(m_task.route.model, inputs);
    if (!planned && m_task.start == ServiceTask::Start::Begin) {
        QMetaObject::invokeMethod(
            this, [this, why = planned.error()] { end(failureOf(why)); }, Qt::QueuedConnection);
        return;
    }
    if (!planned) { // the service has them, and whether it would take them again is not asked
        planned = QList<PlannedInput>();
        for (const ServiceInput& input : std::as_const(inputs)) {
            planned->append(PlannedInput{input, InputForm::File, {}, {}});
        }
    }
    m_run =
        std::make_shared<ServiceRun>(m_task.route.model, m_task.parameters, *planned, m_task.jobId);
    for (const auto& [name, value] : m_task.given.items()) {
        m_run->give(QString::fromStdString(name), value);
    }
    if (m_task.relay) {
        m_run->relayThrough(m_task.relay->model);
    }
    if (!needsSession(m_task.route.model)) {
        enter();
        return;
    }
    m_sending = m_sender.session(
        m_task.route, this, [this](const tl::expected<QByteArray, ServiceFailure>& session) {
            if (!session) {
                end(session.error());
                return;
            }
            m_run->give(u"session"_s, QString::fromUtf8(*session).toStdString());
            enter();
        });
}

} // namespace raskadr
