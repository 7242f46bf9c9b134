#pragma once

#include "ui/settings/providerline.h"
#include "ui/settings/providerwish.h"

#include <QWidget>

class QComboBox;

namespace raskadr::ui {

class Button;
class FieldGrid;
class Field;
class KeyField;

// The keys of one provider: entered here and never shown again; only whether there is one, and
// where it lies. A typed key is wiped from its field as soon as it is kept. Values in, wishes out.
class KeyBox final : public QWidget
{
    Q_OBJECT

public:
    explicit KeyBox(QWidget* parent = nullptr);

    void setProvider(const ProviderLine& provider);
    // Whether a key may be given to the system keychain.
    void setKeychainOffered(bool on);
    // A key was kept, or removed; or it was not, and what was typed stays.
    void showOutcome(const QString& name, const Result<>& outcome);
    void setCheckRunning(bool on);
    // The keyboard goes to the first key that is missing; false: none is.
    bool focusMissing();
    // To where the first key is entered or replaced; false: the provider takes none.
    bool focusFirst();

Q_SIGNALS:
    void wished(const raskadr::ui::ProviderWish& wish);

private:
    void rebuild();
    void submit();
    void showState();

    QString m_providerId;
    QList<KeyLine> m_lines;
    bool m_optional = false;
    bool m_checkable = false;
    bool m_ready = false; // but for its keys
    bool m_checking = false;
    bool m_keychainOffered = false;
    FieldGrid* m_grid;
    QList<KeyField*> m_fields;
    QComboBox* m_place = nullptr;
    Field* m_placeField = nullptr;
    QWidget* m_acts;
    Button* m_save;
    Button* m_check;
};

} // namespace raskadr::ui
