#pragma once

// Requests about an account rather than a job: tokens, what is left of the money, whether a service
// runs. All pure; who sends them keeps the tokens in memory and nowhere else.

#include "core/providers/servicerun.h"

namespace raskadr {

struct AccessToken
{
    QByteArray value;
    qint64 expiresMs = 0; // 0: unknown
};

// Whether keys have to be exchanged for a token first, and the request that does it. The sender
// puts the token in as the credential "token", or gives a session to the run.
bool needsToken(const ServiceModel& model);
bool needsSession(const ServiceModel& model);
Result<ServiceRequest> tokenRequest(const ServiceModel& model, const RunMoment& moment);
// BadResponse if there is none.
Result<AccessToken> tokenIn(const ServiceModel& model, const ServiceAnswer& answer,
                            const RunMoment& moment);

// A token that is signed here (auth "jwt_hs256"), the credential "jwt". Unauthorized if a key is
// missing.
bool signsItself(const ServiceModel& model);
Result<AccessToken> signedToken(const ServiceModel& model, const SecretSource& secrets,
                                const RunMoment& moment);

// Nothing if the service does not tell.
std::optional<ServiceRequest> balanceRequest(const ServiceModel& model, const RunMoment& moment);
std::optional<Charge> balanceIn(const ServiceModel& model, const ServiceAnswer& answer,
                                const RunMoment& moment);
std::optional<ServiceRequest> healthRequest(const ServiceModel& model, const RunMoment& moment);
// How many models a service that runs has; nothing if it does not tell.
std::optional<int> modelCountIn(const ServiceModel& model, const ServiceAnswer& answer);

// Why an answer to such a request is none; nothing if it is one.
std::optional<ServiceFailure> accountFailure(const ServiceModel& model,
                                             const ServiceRequest& request,
                                             const ServiceAnswer& answer, const RunMoment& moment);

} // namespace raskadr
