#include "core/settings/machinesettings.h"

namespace raskadr {

MachineSettings::MachineSettings(const QString& filePath)
    : m_file(filePath, QSettings::IniFormat)
{
    m_file.setFallbacksEnabled(false);
}

std::optional<QString> MachineSettings::kept(QLatin1StringView key) const
{
    const QVariant value = m_file.value(QString(key));
    return value.typeId() == QMetaType::QString ? std::optional(value.toString()) : std::nullopt;
}

void MachineSettings::keep(QLatin1StringView key, const QString& text)
{
    m_file.setValue(QString(key), text);
}

Result<> MachineSettings::flush()
{
    m_file.sync();
    if (m_file.status() == QSettings::AccessError) {
        return failure(ErrorKind::Storage, QStringLiteral("the settings cannot be written"),
                       m_file.fileName());
    }
    return {};
}

} // namespace raskadr
