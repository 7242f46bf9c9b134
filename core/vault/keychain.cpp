#include "core/vault/keychain.h"

#include <qt6keychain/keychain.h>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString service = u"raskadr"_s;

// The job deletes itself after it has finished.
template <class JobType>
JobType* makeJob(const QString& name)
{
    auto* job = new JobType(service);
    job->setKey(name);
    job->setInsecureFallback(false);
    return job;
}

Error errorOf(const QKeychain::Job& job)
{
    return {job.error() == QKeychain::EntryNotFound ? ErrorKind::NotFound : ErrorKind::Storage,
            job.errorString(),
            {},
            job.error()};
}

void answerWhenDone(QKeychain::Job* job, QObject* context, Keychain::Done answer)
{
    QObject::connect(job, &QKeychain::Job::finished, context,
                     [answer = std::move(answer)](QKeychain::Job* finished) {
                         answer(finished->error() == QKeychain::NoError
                                    ? Result<>()
                                    : failure(errorOf(*finished)));
                     });
    job->start();
}

} // namespace

void SystemKeychain::read(const QString& name, QObject* context, Secret answer)
{
    auto* job = makeJob<QKeychain::ReadPasswordJob>(name);
    QObject::connect(job, &QKeychain::Job::finished, context, [job, answer = std::move(answer)] {
        answer(job->error() == QKeychain::NoError
                   ? Result<SecretBytes>(SecretBytes(job->binaryData()))
                   : Result<SecretBytes>(failure(errorOf(*job))));
    });
    job->start();
}

void SystemKeychain::write(const QString& name, const SecretBytes& secret, QObject* context,
                           Done answer)
{
    auto* job = makeJob<QKeychain::WritePasswordJob>(name);
    job->setBinaryData(QByteArray(reinterpret_cast<const char*>(secret.data()), secret.size()));
    answerWhenDone(job, context, std::move(answer));
}

void SystemKeychain::remove(const QString& name, QObject* context, Done answer)
{
    answerWhenDone(makeJob<QKeychain::DeletePasswordJob>(name), context, std::move(answer));
}

} // namespace raskadr
