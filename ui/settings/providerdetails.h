#pragma once

#include "ui/settings/providerline.h"
#include "ui/settings/providerwish.h"

#include <QWidget>

namespace raskadr::ui {

class Button;
class ConnectionBox;
class ElidedLabel;
class KeyBox;
class ModelsCard;
class NoticeBar;
class StatusChip;
class WrapLabel;

// One provider: how it stands, its keys, its connection, its models. Values in, wishes out.
class ProviderDetails final : public QWidget
{
    Q_OBJECT

public:
    explicit ProviderDetails(QWidget* parent = nullptr);

    void setProvider(const ProviderLine& provider);
    void setCheck(const CheckLine& check);
    void setKeychainOffered(bool on);
    KeyBox* keys() const { return m_keys; }
    ConnectionBox* connection() const { return m_connection; }
    // The keyboard goes to what is missing.
    void focusMissing();

Q_SIGNALS:
    void wished(const raskadr::ui::ProviderWish& wish);

private:
    QWidget* buildHead();
    QWidget* buildCheck();
    void showDetails();

    ProviderLine m_line;
    CheckLine m_check;
    QWidget* m_tile;
    ElidedLabel* m_name;
    StatusChip* m_standing;
    NoticeBar* m_pause;
    KeyBox* m_keys;
    QWidget* m_checkRow;
    QWidget* m_checkMark;
    WrapLabel* m_checkText;
    Button* m_checkDetails;
    ElidedLabel* m_connectionTitle;
    Button* m_restore;
    Button* m_remove;
    ConnectionBox* m_connection;
    ModelsCard* m_models;
};

} // namespace raskadr::ui
