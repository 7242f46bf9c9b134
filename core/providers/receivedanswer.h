#pragma once

// What lies in the file of an answer; internal to this module.

#include "core/net/httpanswer.h"
#include "core/net/secret.h"
#include "core/providers/servicesender.h"

namespace raskadr {

// Removes the files of an answer with its last copy.
class AnswerFiles
{
public:
    explicit AnswerFiles(QStringList paths)
        : m_paths(std::move(paths))
    {
    }
    AnswerFiles(const AnswerFiles&) = delete;
    AnswerFiles& operator=(const AnswerFiles&) = delete;
    ~AnswerFiles();
    void spare(const QString& path) { m_paths.removeOne(path); }

private:
    QStringList m_paths;
};

// Takes an answer apart that was received into `path`, which is gone afterwards, belongs to the
// result or is held by the failure. Blocks; for a pool thread.
SendResult readAnswer(HttpAnswer&& http, const SendOptions& options, const QString& path,
                      const QList<Secret>& secrets, const ServiceRequest& request,
                      const std::stop_token& stop);
// The same for an answer that was held.
SendResult readAnswer(const HeldAnswer& held, const SendOptions& options,
                      const QList<Secret>& secrets, const ServiceRequest& request,
                      const std::stop_token& stop);

} // namespace raskadr
