#pragma once

#include "core/edit/command.h"

#include <QSet>

namespace raskadr {

// What a command is going to do, as rows before and after. Only the fields that differ are written,
// so that replaying it forwards or backwards leaves alone what others wrote into the same rows
// meanwhile. A row that is new is trashed, not deleted, when it is taken back: a result that came
// into it since must not get lost.
class EditPlan
{
public:
    // Differences only; a change that changes nothing is not kept.
    void change(const Project& before, const Project& after);
    void change(const Shot& before, const Shot& after);
    void change(const Asset& before, const Asset& after);
    void create(const Project& project, qint64 nowMs);
    void create(const Shot& shot, qint64 nowMs);
    // Parents before their children.
    void create(const Asset& asset, qint64 nowMs);
    // Inside of something new, with which it goes to the trash.
    void createWithin(const Shot& shot);
    void createWithin(const Asset& asset);
    void reorder(const ProjectId& project, const QList<ShotId>& before, const QList<ShotId>& after);
    // Something in this project changes that no row above tells.
    void touch(const ProjectId& project) { m_touched.insert(project); }

    bool isEmpty() const;
    Result<> replay(Repositories& repositories, qint64 nowMs) const;
    Result<> takeBack(Repositories& repositories, qint64 nowMs) const;

    // This plan and then `next`, as one.
    EditPlan followedBy(const EditPlan& next) const;

private:
    template <class Row>
    struct Change
    {
        Row before;
        Row after;
        bool isNew = false;
    };
    struct Order
    {
        ProjectId project;
        QList<ShotId> before;
        QList<ShotId> after;
    };
    enum class Direction { Forwards, Backwards };

    template <class Row, class Repository>
    static Result<> write(const QList<Change<Row>>& changes, Repository& repository,
                          Direction direction);
    Result<> write(Repositories& repositories, qint64 nowMs, Direction direction) const;

    QList<Change<Project>> m_projects;
    QList<Change<Shot>> m_shots;
    QList<Change<Asset>> m_assets;
    QList<Order> m_orders;
    QSet<ProjectId> m_touched;
};

// The shots of `wanted` that are present, in that order; a present one that `wanted` does not know
// stays behind the one that it follows now.
QList<ShotId> reconciledOrder(const QList<ShotId>& wanted, const QList<ShotId>& present);

} // namespace raskadr
