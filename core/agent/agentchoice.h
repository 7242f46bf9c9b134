#pragma once

#include "core/agent/editagent.h"
#include "core/settings/settings.h"

namespace raskadr {

// Which agent an account works with and what it tells each of them. A plain value.
struct AgentChoice
{
    QString modelId; // may be gone by now
    nlohmann::json parameters = nlohmann::json::object(); // by model
    bool showPicture = false;

    // `rows` are the settings of the account (SettingRepository).
    template <class Rows>
    static AgentChoice read(const Rows& rows)
    {
        return of(readSetting(rows, settings::editAgent),
                  readSetting(rows, settings::editAgentSettings),
                  readSetting(rows, settings::showPictureToAgent));
    }
    template <class Rows>
    void write(Rows& rows) const
    {
        writeSetting(rows, settings::editAgent, modelId);
        writeSetting(rows, settings::editAgentSettings, QString::fromStdString(parameters.dump()));
        writeSetting(rows, settings::showPictureToAgent, showPicture);
    }

    // The chosen agent of these, with its settings as far as they fit; the first if it is gone.
    std::optional<EditAgent> chosenOf(const QList<EditAgent>& agents) const;
    EditAgent withSettings(EditAgent agent) const;

private:
    static AgentChoice of(const QString& modelId, const QString& settings, bool showPicture);
};

} // namespace raskadr
