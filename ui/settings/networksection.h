#pragma once

#include "core/base/result.h"

#include <QWidget>

class QComboBox;

namespace raskadr::ui {

class TextField;

// «Сеть»: the account's own way out into the network. Values in, wishes out.
class NetworkSection final : public QWidget
{
    Q_OBJECT

public:
    explicit NetworkSection(QWidget* parent = nullptr);

    // As it is kept, without the password; empty: no proxy.
    void setProxy(const QString& proxy);
    void setReadOnly(bool on);
    // Of the last wish; what was refused stays.
    // Of what was entered; says nothing of what was typed since.
    void showOutcome(const QString& proxy, const Result<>& outcome);

Q_SIGNALS:
    void proxyEntered(const QString& proxy); // empty: none

private:
    void choose();
    void take();
    void showUse(bool withProxy);

    QString m_kept;
    QComboBox* m_use;
    TextField* m_proxy;
};

} // namespace raskadr::ui
