#pragma once

#include "core/base/result.h"
#include "core/vault/secretbytes.h"

#include <QObject>
#include <functional>

namespace raskadr {

// Where the system keeps secrets for the user who is logged in to it. Nothing is answered before
// the call returns; answers come in the calling thread, unless the context is gone by then. It may
// take as long as the user takes to unlock it. Errors: NotFound; Storage, if no service answers or
// it refuses.
class Keychain
{
public:
    using Secret = std::function<void(Result<SecretBytes>)>;
    using Done = std::function<void(Result<>)>;

    virtual ~Keychain() = default;
    virtual void read(const QString& name, QObject* context, Secret answer) = 0;
    virtual void write(const QString& name, const SecretBytes& secret, QObject* context,
                       Done answer) = 0;
    virtual void remove(const QString& name, QObject* context, Done answer) = 0;
};

// Through QtKeychain: the Secret Service or KWallet. Nothing is ever kept in the clear instead.
class SystemKeychain final : public Keychain
{
public:
    void read(const QString& name, QObject* context, Secret answer) override;
    void write(const QString& name, const SecretBytes& secret, QObject* context,
               Done answer) override;
    void remove(const QString& name, QObject* context, Done answer) override;
};

} // namespace raskadr
