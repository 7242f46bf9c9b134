#pragma once

#include <QObject>
#include <stop_token>

class QSocketNotifier;

namespace raskadr::cli {

// While it lives, Ctrl+C and a request to end ask the work to stop instead of ending the program; a
// second one ends it at once. One at a time, in the main thread, whose event loop has to run.
class Interrupt final : public QObject
{
    Q_OBJECT

public:
    Interrupt();
    ~Interrupt() override;

    std::stop_token token() const { return m_source.get_token(); }
    bool isRequested() const { return m_source.stop_requested(); }
    // It was the user at the terminal and not, for example, the computer going down.
    bool isByUser() const { return m_byUser; }

Q_SIGNALS:
    void requested();

private:
    void read();

    std::stop_source m_source;
    bool m_byUser = false;
    QSocketNotifier* m_notifier;
};

} // namespace raskadr::cli
