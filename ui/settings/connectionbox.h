#pragma once

#include "ui/settings/providerline.h"
#include "ui/settings/providerwish.h"

#include <QWidget>

class QComboBox;

namespace raskadr::ui {

class Button;
class Field;
class FieldGrid;
class NoticeBar;
class TextField;

// What is entered about a provider beside its keys: its address, its own settings, the proxy, how
// many jobs at once. Each is told when it is complete; what is refused stays in its field with the
// reason. Values in, wishes out.
class ConnectionBox final : public QWidget
{
    Q_OBJECT

public:
    explicit ConnectionBox(QWidget* parent = nullptr);

    void setProvider(const ProviderLine& provider);
    // What became of a wish. An InvalidInput stands at the field that is its subject, unless
    // something else was typed there since.
    void showOutcome(const EnteredConnection& entered, const Result<>& outcome);
    // The keyboard goes to what has to be said before the provider can be called; false: nothing.
    bool focusMissing();
    void focusAddress();

Q_SIGNALS:
    void wished(const raskadr::ui::ProviderWish& wish);

private:
    struct Setting
    {
        QString name;
        TextField* text = nullptr;
        QComboBox* choice = nullptr;
        Field* field = nullptr;
    };

    void rebuild();
    void addAddress();
    void addSetting(const EnteredLine& line);
    void addProxy();
    void addConcurrency();
    void showValues();
    void showConcurrency();
    void enter(const EnteredConnection& entered);
    void takeAddress();
    void takeProxy();
    Field* fieldOf(const QString& subject) const;
    bool stillShows(const EnteredConnection& entered, const QString& subject) const;
    QString sentenceFor(const Error& error) const;

    ProviderLine m_line;
    NoticeBar* m_confirmation;
    Button* m_allow;
    FieldGrid* m_grid;
    TextField* m_address = nullptr;
    QList<Setting> m_settings;
    QComboBox* m_proxyUse = nullptr;
    TextField* m_proxy = nullptr;
    QComboBox* m_concurrency = nullptr;
};

} // namespace raskadr::ui
