#pragma once

#include "ui/settings/librarycare.h"
#include "ui/settings/settingsstate.h"

#include <QWidget>

namespace raskadr::ui {

class Button;
class ElidedLabel;
class ProgressBar;
class SelectableText;
class StatusChip;
class WrapLabel;

// «Библиотека»: where it lies, how big it is, whether it is sound.
class LibrarySection final : public QWidget
{
    Q_OBJECT

public:
    explicit LibrarySection(QWidget* parent = nullptr);

    void setState(const SettingsState& state);
    void showProgress(const CheckProgress& progress);
    void showCheck(const Result<LibraryCheck>& check);
    void showCleared();
    // What the last check found, as it is shown and copied; empty before the first.
    QString checkText() const;

Q_SIGNALS:
    void checkRequested();
    void cancelRequested();
    void clearCacheRequested();

private:
    void setChecking(bool on);
    QString lastCheckText() const;

    SettingsState m_state;
    bool m_checking = false;

    WrapLabel* m_folder;
    WrapLabel* m_size;
    WrapLabel* m_lastCheck;
    Button* m_check;
    QWidget* m_progressBox;
    ProgressBar* m_progress;
    ElidedLabel* m_progressText;
    QWidget* m_resultBox;
    StatusChip* m_resultMark;
    WrapLabel* m_summary;
    SelectableText* m_details;
    WrapLabel* m_cache;
    Button* m_clear;
};

} // namespace raskadr::ui
