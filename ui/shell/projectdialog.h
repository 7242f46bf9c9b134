#pragma once

#include "core/model/project.h"
#include "ui/common/dialog.h"

#include <optional>

class QComboBox;

namespace raskadr::ui {

class TextField;

// What the user decides about a project.
struct ProjectFields
{
    QString title;
    Aspect aspect;
    double fps = 24;
    std::optional<double> budget; // in the account's currency; none: no limit

    bool operator==(const ProjectFields&) const = default;
};

// What the limit of a project stands beside.
struct ProjectMoney
{
    QString currency;
    QString spent; // a sum in words; empty: nothing to say
};

// «Новый проект» and the title, frame and speed of one that is there. Value in, value out.
class ProjectDialog final : public Dialog
{
    Q_OBJECT

public:
    enum class Purpose { Create, Edit };

    ProjectDialog(QWidget* anywhere, Purpose purpose, const ProjectFields& fields,
                  const ProjectMoney& money);

    ProjectFields fields() const;
    void accept() override;

private:
    TextField* m_title;
    QComboBox* m_aspect;
    QComboBox* m_fps;
    TextField* m_budget;
};

} // namespace raskadr::ui
