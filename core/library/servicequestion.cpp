#include "core/library/servicequestion.h"

namespace raskadr {

namespace {

constexpr int httpNotFound = 404;

} // namespace

AsyncHandle askService(ServiceSender& sender, const ServiceRoute& route,
                       const ServiceRequest& request, QObject* context,
                       std::function<void(const QuestionResult&)> answered)
{
    return sender.send(
        route, request, {}, context,
        [&sender, route, request, answered = std::move(answered)](const SendResult& result) {
            if (!result) {
                answered(tl::unexpected<ServiceFailure>(result.error()));
                return;
            }
            auto failure = accountFailure(route.model, request, result->answer, sender.moment());
            if (failure && failure->status == httpNotFound) {
                failure->errorClass = ErrorClass::ModelGone; // no job was asked for
            }
            if (failure) {
                answered(tl::unexpected<ServiceFailure>(*failure));
                return;
            }
            answered(result->answer);
        });
}

ServiceFailure failureOfRoute(const Error& error)
{
    ServiceFailure failure;
    failure.errorClass = error.kind == ErrorKind::NotFound ? ErrorClass::AuthInvalid
        : error.kind == ErrorKind::AccountLocked           ? ErrorClass::AuthInvalid
                                                           : errorClassOf(error);
    failure.missing = error.kind == ErrorKind::NotFound ? error.subject : QString();
    failure.message = error.detail;
    return failure;
}

} // namespace raskadr
