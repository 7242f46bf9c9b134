#pragma once

#include <QImage>
#include <QWidget>

namespace raskadr::ui {

// The first pictures of what is to be imported, six in a row, each whole on the stage's grey.
class SampleStrip final : public QWidget
{
    Q_OBJECT

public:
    explicit SampleStrip(QWidget* parent = nullptr);

    // That many empty places.
    void setCount(int count);
    void setSample(int index, const QImage& picture);
    int shown() const; // places that have their picture

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override { return {480, heightForWidth(480)}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QSize cellSize(int width) const;

    QList<QImage> m_samples;
};

} // namespace raskadr::ui
