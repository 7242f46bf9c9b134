#pragma once

#include <QObject>
#include <QString>
#include <memory>

class QAudioSink;

namespace raskadr::ui {

// The sound of one file, from any place, at normal speed. Without an output device it stays silent
// and never counts as playing. Main thread; decoding happens in a thread of its own.
class SoundTrack final : public QObject
{
    Q_OBJECT

public:
    explicit SoundTrack(const QString& path, QObject* parent = nullptr);
    ~SoundTrack() override;

    void play(qint64 fromMs);
    void stop();
    void setVolume(double volume); // 0..1

    // The device is really taking samples: only then is it a clock.
    bool isPlaying() const;
    // What is heard now.
    qint64 positionMs() const;

private:
    class Source;

    QString m_path;
    std::unique_ptr<Source> m_source;
    std::unique_ptr<QAudioSink> m_sink;
    qint64 m_fromMs = 0;
    double m_volume = 1;
};

} // namespace raskadr::ui
