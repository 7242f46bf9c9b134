#pragma once

#include "core/ingest/importrunner.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QTimer>
#include <QWidget>

namespace raskadr::ui {

class ElidedLabel;
class ProgressBar;
class ToastStack;

// How far an import is, at the lower right of its window above the status bar. It appears only if
// the import takes a moment, and not over a locked window. Child of the window.
class ImportProgressCard final : public QWidget
{
    Q_OBJECT

public:
    explicit ImportProgressCard(QWidget* window);

    void setProgress(const ImportProgress& progress);
    // A file that is being fetched from an address; a total below 0 is not known.
    void setFetching(const QString& name, qint64 received, qint64 total);
    // The import has ended or another one begins.
    void reset();
    QString text() const;

    QSize sizeHint() const override { return {360, 84}; }

Q_SIGNALS:
    void cancelRequested();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void begin();
    void arrange();
    void showShare(double share, const QString& otherwise);
    void place();

    ElidedLabel* m_text;
    ElidedLabel* m_left;
    ProgressBar* m_bar;
    QElapsedTimer m_since;
    QTimer m_appear;
    QPointer<ToastStack> m_toasts; // they wait together; null: the window has none
    bool m_due = false; // the moment is over
};

} // namespace raskadr::ui
