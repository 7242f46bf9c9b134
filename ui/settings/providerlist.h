#pragma once

#include "ui/settings/providerline.h"

#include <QAbstractListModel>
#include <QListView>

namespace raskadr::ui {

struct Theme;

class ProviderListModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { LineRole = Qt::UserRole };

    explicit ProviderListModel(QObject* parent = nullptr);

    void setProviders(const QList<ProviderLine>& providers);
    const QList<ProviderLine>& providers() const { return m_providers; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    QList<ProviderLine> m_providers;
};

// The providers below each other, one of them chosen: tile, name, how it stands. Values in, choice
// out; the choice stays with its provider when the order changes.
class ProviderList final : public QListView
{
    Q_OBJECT

public:
    explicit ProviderList(QWidget* parent = nullptr);

    void setProviders(const QList<ProviderLine>& providers);
    const ProviderLine* provider(const QString& id) const;
    const ProviderLine* chosen() const;
    // Nothing happens if there is no such provider.
    void choose(const QString& id);

Q_SIGNALS:
    void chosenChanged();

protected:
    void paintEvent(QPaintEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    ProviderListModel* m_lines;
    QString m_chosen;
    bool m_filling = false;
};

// The first letter of a provider on a tile.
void paintLetterTile(QPainter& painter, const QRectF& rect, const QString& name, bool large,
                     const Theme& theme);

} // namespace raskadr::ui
