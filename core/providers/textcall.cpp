#include "core/providers/textcall.h"

#include <QFile>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 longestText = 4 << 20;

std::optional<QString> textOf(const ResultItem& item, const ReceivedAnswer& received)
{
    if (item.source == ResultItem::Source::Text) {
        return item.text;
    }
    const bool isLong = item.source == ResultItem::Source::Blob && item.blob >= 0
        && item.blob < received.blobs.size() && !received.blobs.at(item.blob).isDecoded;
    QFile file(isLong ? received.blobs.at(item.blob).path : QString());
    if (!isLong || file.size() > longestText || !file.open(QIODevice::ReadOnly)) {
        return std::nullopt;
    }
    return QString::fromUtf8(file.readAll());
}

} // namespace

std::unique_ptr<ServiceCall> askForText(ServiceSender& sender, const ServiceTask& task,
                                        TextKnown known)
{
    auto call = std::make_unique<ServiceCall>(sender, task);
    CallEvents events;
    events.finished = [call = call.get(), known = std::move(known)](const CallOutcome& outcome) {
        ServiceFailure failure;
        if (const auto* result = std::get_if<CallResult>(&outcome)) {
            for (const ResultItem& item : result->items) {
                if (auto text = textOf(item, result->received)) {
                    known(TextAnswer{*text, result->charge, call->record()});
                    return;
                }
            }
            failure.errorClass = ErrorClass::ResultInvalid;
            failure.message = u"the answer is no text"_s;
            failure.charge = result->charge;
        } else if (const auto* failed = std::get_if<ServiceFailure>(&outcome)) {
            failure = *failed;
        } else {
            failure.errorClass = ErrorClass::ProviderFailed;
            failure.message = u"the service gave the call up"_s;
        }
        known(tl::unexpected(failure));
    };
    call->start(std::move(events));
    return call;
}

} // namespace raskadr
