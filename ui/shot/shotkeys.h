#pragma once

#include <QObject>

class QKeyEvent;

namespace raskadr::ui {

class AssetActs;
class Composer;
class Inspector;
class ScriptField;

// The keys of a shot: what a key that no field wanted does with the cards, the player, the
// composer. Main thread; what it is given outlives it.
class ShotKeys final : public QObject
{
    Q_OBJECT

public:
    ShotKeys(AssetActs& acts, Inspector& inspector, Composer& composer, ScriptField& script,
             QObject* parent = nullptr);

    // Whether the key did something. A key that is held does to the cards what one press does.
    bool press(const QKeyEvent& event);

Q_SIGNALS:
    void neighbourRequested(int direction);
    void fieldLeft();
    void editRequested();
    void shotLeft();

private:
    bool pressPlain(int key);
    static bool isForCards(int key);
    void pressForCards(int key);
    bool pressForPlayer(int key);
    bool pressWithControl(int key);
    void escape();

    AssetActs& m_acts;
    Inspector& m_inspector;
    Composer& m_composer;
    ScriptField& m_script;
};

} // namespace raskadr::ui
