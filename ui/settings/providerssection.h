#pragma once

#include "ui/settings/providerline.h"
#include "ui/settings/providerwish.h"

#include <QHash>
#include <QWidget>

class QScrollArea;
class QStackedLayout;

namespace raskadr::ui {

class EmptyState;
class ProviderDetails;
class ProviderList;

// «Провайдеры и модели»: all providers at the left, the chosen one at the right. Values in, wishes
// out; no key is ever among the values.
class ProvidersSection final : public QWidget
{
    Q_OBJECT

public:
    explicit ProvidersSection(QWidget* parent = nullptr);

    void setProviders(const QList<ProviderLine>& providers);
    void setKeychainOffered(bool on);
    void setCheck(const QString& providerId, const CheckLine& check);
    // What became of a wish: a key by its name, or what else was entered.
    void showKeyOutcome(const QString& providerId, const QString& name, const Result<>& outcome);
    void showConnectionOutcome(const QString& providerId, const EnteredConnection& entered,
                               const Result<>& outcome);
    // Chooses a provider and gives the keyboard to what is missing there, or does so as soon as
    // there is such a provider; an empty id leaves the choice as it is.
    void openProvider(const QString& id);
    QString chosen() const;

Q_SIGNALS:
    void wished(const raskadr::ui::ProviderWish& wish);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* buildColumn();
    void showChosen();

    ProviderList* m_list;
    QWidget* m_column;
    QScrollArea* m_scroll;
    ProviderDetails* m_details;
    QWidget* m_empty;
    QStackedLayout* m_right;
    QHash<QString, CheckLine> m_checks;
    QString m_shown;
    QString m_wanted; // to be opened when it is there
};

} // namespace raskadr::ui
