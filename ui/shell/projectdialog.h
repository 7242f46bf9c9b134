#pragma once

#include "core/model/project.h"
#include "ui/common/dialog.h"

class QComboBox;

namespace raskadr::ui {

class TextField;

// What the user decides about a project.
struct ProjectFields
{
    QString title;
    Aspect aspect;
    double fps = 24;

    bool operator==(const ProjectFields&) const = default;
};

// «Новый проект» and the title, frame and speed of one that is there. Value in, value out.
class ProjectDialog final : public Dialog
{
    Q_OBJECT

public:
    enum class Purpose { Create, Edit };

    ProjectDialog(QWidget* anywhere, Purpose purpose, const ProjectFields& fields);

    ProjectFields fields() const;
    void accept() override;

private:
    TextField* m_title;
    QComboBox* m_aspect;
    QComboBox* m_fps;
};

} // namespace raskadr::ui
