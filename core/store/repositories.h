#pragma once

#include "core/store/accountrepository.h"
#include "core/store/assetrepository.h"
#include "core/store/catalogrepository.h"
#include "core/store/commentrepository.h"
#include "core/store/draftrepository.h"
#include "core/store/exchangeraterepository.h"
#include "core/store/expenserepository.h"
#include "core/store/generationrepository.h"
#include "core/store/importrepository.h"
#include "core/store/jobrepository.h"
#include "core/store/mediarepository.h"
#include "core/store/outboxrepository.h"
#include "core/store/projectrepository.h"
#include "core/store/publicationrepository.h"
#include "core/store/secretrepository.h"
#include "core/store/settingrepository.h"
#include "core/store/sharerepository.h"
#include "core/store/shotrepository.h"
#include "core/store/trashrepository.h"

namespace raskadr {

// What every repository works on: the connection, whose rows it may see, and where it notes what it
// changed. All queries of the repositories below are limited to the account, those of `accounts`,
// `media` and the functions named …OfAllAccounts apart.
struct RepositoryContext
{
    Connection& connection;
    AccountId account;
    ChangeSet& changes;
};

// Lent by Store for the length of one transaction. Const is the permission to read only.
struct Repositories
{
    explicit Repositories(const RepositoryContext& context)
        : accounts(context)
        , projects(context)
        , shots(context)
        , media(context)
        , assets(context)
        , generations(context)
        , jobs(context)
        , catalog(context)
        , drafts(context)
        , expenses(context)
        , imports(context)
        , rates(context)
        , secrets(context)
        , settings(context)
        , shares(context)
        , shareServers(context)
        , publications(context)
        , comments(context)
        , outbox(context)
        , trash(context)
    {
    }

    AccountRepository accounts;
    ProjectRepository projects;
    ShotRepository shots;
    MediaRepository media;
    AssetRepository assets;
    GenerationRepository generations;
    JobRepository jobs;
    CatalogRepository catalog;
    DraftRepository drafts;
    ExpenseRepository expenses;
    ImportRepository imports;
    ExchangeRateRepository rates;
    SecretRepository secrets;
    SettingRepository settings;
    ShareRepository shares;
    ShareServerRepository shareServers;
    PublicationRepository publications;
    CommentRepository comments;
    OutboxRepository outbox;
    TrashRepository trash;
};

} // namespace raskadr
