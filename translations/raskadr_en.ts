<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>BoardAccess</name>
    <message numerus="yes">
        <source>%n unread comment(s)</source>
        <translation>
            <numerusform>%n unread comment</numerusform>
            <numerusform>%n unread comments</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n comment(s)</source>
        <translation>
            <numerusform>%n comment</numerusform>
            <numerusform>%n comments</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Cli</name>
    <message numerus="yes">
        <source>A password has at least %n character(s).</source>
        <translation>
            <numerusform>A password has at least %n character.</numerusform>
            <numerusform>A password has at least %n characters.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A login has 1 to %n printable character(s).</source>
        <translation>
            <numerusform>A login has 1 to %n printable character.</numerusform>
            <numerusform>A login has 1 to %n printable characters.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n original(s) checked.</source>
        <translation>
            <numerusform>%n original checked.</numerusform>
            <numerusform>%n originals checked.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) missing:</source>
        <translation>
            <numerusform>%n file missing:</numerusform>
            <numerusform>%n files missing:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) altered:</source>
        <translation>
            <numerusform>%n file altered:</numerusform>
            <numerusform>%n files altered:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) unreadable:</source>
        <translation>
            <numerusform>%n file unreadable:</numerusform>
            <numerusform>%n files unreadable:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n broken row(s):</source>
        <translation>
            <numerusform>%n broken row:</numerusform>
            <numerusform>%n broken rows:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) lag behind and will be written with the next change:</source>
        <translation>
            <numerusform>%n record lags behind and will be written with the next change:</numerusform>
            <numerusform>%n records lag behind and will be written with the next change:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sidecar(s) lag behind and will be written with the next change:</source>
        <translation>
            <numerusform>%n sidecar lags behind and will be written with the next change:</numerusform>
            <numerusform>%n sidecars lag behind and will be written with the next change:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) that nothing refers to:</source>
        <translation>
            <numerusform>%n file that nothing refers to:</numerusform>
            <numerusform>%n files that nothing refers to:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n leftover(s) of interrupted work:</source>
        <translation>
            <numerusform>%n leftover of interrupted work:</numerusform>
            <numerusform>%n leftovers of interrupted work:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) imported.</source>
        <translation>
            <numerusform>%n file imported.</numerusform>
            <numerusform>%n files imported.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new shot(s).</source>
        <translation>
            <numerusform>%n new shot.</numerusform>
            <numerusform>%n new shots.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) skipped: they are in the project already.</source>
        <translation>
            <numerusform>%n file skipped: it is in the project already.</numerusform>
            <numerusform>%n files skipped: they are in the project already.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n link(s) not followed.</source>
        <translation>
            <numerusform>%n link not followed.</numerusform>
            <numerusform>%n links not followed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pipe(s), device(s) or socket(s) left out.</source>
        <translation>
            <numerusform>%n pipe, device or socket left out.</numerusform>
            <numerusform>%n pipes, devices or sockets left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) refused:</source>
        <translation>
            <numerusform>%n file refused:</numerusform>
            <numerusform>%n files refused:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) could not be imported.</source>
        <translation>
            <numerusform>%n file could not be imported.</numerusform>
            <numerusform>%n files could not be imported.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n original(s) are missing: %1</source>
        <translation>
            <numerusform>%n original is missing: %1</numerusform>
            <numerusform>%n originals are missing: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n asset(s) in it.</source>
        <translation>
            <numerusform>%n asset in it.</numerusform>
            <numerusform>%n assets in it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) copied beside it.</source>
        <translation>
            <numerusform>%n file copied beside it.</numerusform>
            <numerusform>%n files copied beside it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n headliner(s) copied to %1</source>
        <translation>
            <numerusform>%n headliner copied to %1</numerusform>
            <numerusform>%n headliners copied to %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It has %n model(s).</source>
        <translation>
            <numerusform>It has %n model.</numerusform>
            <numerusform>It has %n models.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s) with data read together with the file beside it.</source>
        <translation>
            <numerusform>%n text with data read together with the file beside it.</numerusform>
            <numerusform>%n texts with data read together with the files beside them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n generation(s) stay and go on naming it.</source>
        <translation>
            <numerusform>%n generation stays and goes on naming it.</numerusform>
            <numerusform>%n generations stay and go on naming it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n generation(s) of it are under way or their result is not known. Wait for them, cancel or forget them first.</source>
        <translation>
            <numerusform>%n generation of it is under way or its result is not known. Wait for it, cancel or forget it first.</numerusform>
            <numerusform>%n generations of it are under way or their results are not known. Wait for them, cancel or forget them first.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n shot(s) out of date</source>
        <translation>
            <numerusform>%n shot out of date</numerusform>
            <numerusform>%n shots out of date</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CommandText</name>
    <message numerus="yes">
        <source>%n new shot(s)</source>
        <translation>
            <numerusform>%n new shot</numerusform>
            <numerusform>%n new shots</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>title of %n shot(s)</source>
        <translation>
            <numerusform>title of %n shot</numerusform>
            <numerusform>titles of %n shots</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>script of %n shot(s)</source>
        <translation>
            <numerusform>script of %n shot</numerusform>
            <numerusform>scripts of %n shots</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>status of %n shot(s)</source>
        <translation>
            <numerusform>status of %n shot</numerusform>
            <numerusform>status of %n shots</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>label of %n shot(s)</source>
        <translation>
            <numerusform>label of %n shot</numerusform>
            <numerusform>label of %n shots</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>duration of %n shot(s)</source>
        <translation>
            <numerusform>duration of %n shot</numerusform>
            <numerusform>duration of %n shots</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>change of %n shot(s)</source>
        <translation>
            <numerusform>change of %n shot</numerusform>
            <numerusform>change of %n shots</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>move of %n shot(s)</source>
        <translation>
            <numerusform>move of %n shot</numerusform>
            <numerusform>move of %n shots</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>copies of %n shot(s)</source>
        <translation>
            <numerusform>copy of %n shot</numerusform>
            <numerusform>copies of %n shots</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n shot(s) to the trash</source>
        <translation>
            <numerusform>%n shot to the trash</numerusform>
            <numerusform>%n shots to the trash</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n shot(s) out of the trash</source>
        <translation>
            <numerusform>%n shot out of the trash</numerusform>
            <numerusform>%n shots out of the trash</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>headliners of %n shot(s)</source>
        <translation>
            <numerusform>headliner of %n shot</numerusform>
            <numerusform>headliners of %n shots</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n asset(s) among the favourites</source>
        <translation>
            <numerusform>%n asset among the favourites</numerusform>
            <numerusform>%n assets among the favourites</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n asset(s) out of the favourites</source>
        <translation>
            <numerusform>%n asset out of the favourites</numerusform>
            <numerusform>%n assets out of the favourites</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>rejection of %n asset(s)</source>
        <translation>
            <numerusform>rejection of %n asset</numerusform>
            <numerusform>rejection of %n assets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>return of %n rejected asset(s)</source>
        <translation>
            <numerusform>return of %n rejected asset</numerusform>
            <numerusform>return of %n rejected assets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>facts of %n asset(s)</source>
        <translation>
            <numerusform>facts of %n asset</numerusform>
            <numerusform>facts of %n assets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>move of %n asset(s)</source>
        <translation>
            <numerusform>move of %n asset</numerusform>
            <numerusform>move of %n assets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>copies of %n asset(s)</source>
        <translation>
            <numerusform>copy of %n asset</numerusform>
            <numerusform>copies of %n assets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n asset(s) to the trash</source>
        <translation>
            <numerusform>%n asset to the trash</numerusform>
            <numerusform>%n assets to the trash</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n asset(s) out of the trash</source>
        <translation>
            <numerusform>%n asset out of the trash</numerusform>
            <numerusform>%n assets out of the trash</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new asset(s)</source>
        <translation>
            <numerusform>%n new asset</numerusform>
            <numerusform>%n new assets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n project(s) to the archive</source>
        <translation>
            <numerusform>%n project to the archive</numerusform>
            <numerusform>%n projects to the archive</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n project(s) out of the archive</source>
        <translation>
            <numerusform>%n project out of the archive</numerusform>
            <numerusform>%n projects out of the archive</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n project(s) to the trash</source>
        <translation>
            <numerusform>%n project to the trash</numerusform>
            <numerusform>%n projects to the trash</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n project(s) out of the trash</source>
        <translation>
            <numerusform>%n project out of the trash</numerusform>
            <numerusform>%n projects out of the trash</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>import of %n asset(s)</source>
        <translation>
            <numerusform>import of %n asset</numerusform>
            <numerusform>import of %n assets</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n byte</numerusform>
            <numerusform>%n bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n shot(s)</source>
        <translation>
            <numerusform>%n shot</numerusform>
            <numerusform>%n shots</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n asset(s)</source>
        <translation>
            <numerusform>%n asset</numerusform>
            <numerusform>%n assets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportReport</name>
    <message numerus="yes">
        <source>%n file(s) were added to the shot.</source>
        <translation>
            <numerusform>%n file was added to the shot.</numerusform>
            <numerusform>%n files were added to the shot.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) are in the project already.</source>
        <translation>
            <numerusform>%n file is in the project already.</numerusform>
            <numerusform>%n files are in the project already.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) could not be imported.</source>
        <translation>
            <numerusform>%n file could not be imported.</numerusform>
            <numerusform>%n files could not be imported.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) are left out.</source>
        <translation>
            <numerusform>%n file is left out.</numerusform>
            <numerusform>%n files are left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Skipped %n object(s) that are not files.</source>
        <translation>
            <numerusform>Skipped %n object that is not a file.</numerusform>
            <numerusform>Skipped %n objects that are not files.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Skipped %n link(s) to other places.</source>
        <translation>
            <numerusform>Skipped %n link to another place.</numerusform>
            <numerusform>Skipped %n links to other places.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Skipped %n hidden file(s) and folder(s).</source>
        <translation>
            <numerusform>Skipped %n hidden file or folder.</numerusform>
            <numerusform>Skipped %n hidden files and folders.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) are still waiting.</source>
        <translation>
            <numerusform>%n file is still waiting.</numerusform>
            <numerusform>%n files are still waiting.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) lie in other shots of the project already.</source>
        <translation>
            <numerusform>%n file lies in another shot of the project already.</numerusform>
            <numerusform>%n files lie in other shots of the project already.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s) beside files are read as their data.</source>
        <translation>
            <numerusform>%n text beside a file is read as its data.</numerusform>
            <numerusform>%n texts beside files are read as their data.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LibraryCheck</name>
    <message numerus="yes">
        <source>%n fault(s) found.</source>
        <translation>
            <numerusform>%n fault found.</numerusform>
            <numerusform>%n faults found.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) are not up to date; they are written at the next start.</source>
        <translation>
            <numerusform>%n record is not up to date; it is written at the next start.</numerusform>
            <numerusform>%n records are not up to date; they are written at the next start.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) belong to no asset and do no harm (%1).</source>
        <translation>
            <numerusform>%n file belongs to no asset and does no harm (%1).</numerusform>
            <numerusform>%n files belong to no asset and do no harm (%1).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n temporary file(s) were left behind; the next start removes them.</source>
        <translation>
            <numerusform>%n temporary file was left behind; the next start removes it.</numerusform>
            <numerusform>%n temporary files were left behind; the next start removes them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MoneyText</name>
    <message numerus="yes">
        <source>%1 and %n of unknown price</source>
        <translation>
            <numerusform>%1 and %n of unknown price</numerusform>
            <numerusform>%1 and %n of unknown price</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n credit(s)</source>
        <translation>
            <numerusform>%n credit</numerusform>
            <numerusform>%n credits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n token(s)</source>
        <translation>
            <numerusform>%n token</numerusform>
            <numerusform>%n tokens</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProviderCheck</name>
    <message numerus="yes">
        <source>The key fits; the service offers %n model(s).</source>
        <translation>
            <numerusform>The key fits; the service offers %n model.</numerusform>
            <numerusform>The key fits; the service offers %n models.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 answers and has %n model(s).</source>
        <translation>
            <numerusform>%1 answers and has %n model.</numerusform>
            <numerusform>%1 answers and has %n models.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Providers</name>
    <message numerus="yes">
        <source>%n model(s), key stored</source>
        <translation>
            <numerusform>%n model, key stored</numerusform>
            <numerusform>%n models, key stored</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Removal</name>
    <message numerus="yes">
        <source>Its %n model(s) go with it.</source>
        <translation>
            <numerusform>Its %n model goes with it.</numerusform>
            <numerusform>Its %n models go with it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n key(s) of it are forgotten.</source>
        <translation>
            <numerusform>%n key of it is forgotten.</numerusform>
            <numerusform>%n keys of it are forgotten.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n generation(s) made with it stay, with their prompts and its name.</source>
        <translation>
            <numerusform>%n generation made with it stays, with its prompt and this name.</numerusform>
            <numerusform>%n generations made with it stay, with their prompts and this name.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n generation(s) of “%1” are under way or their result is not known. Wait for them, cancel or forget them first.</source>
        <translation>
            <numerusform>%n generation of “%1” is under way or its result is not known. Wait for it, cancel or forget it first.</numerusform>
            <numerusform>%n generations of “%1” are under way or their results are not known. Wait for them, cancel or forget them first.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Sharing</name>
    <message numerus="yes">
        <source>Out of date: %n shot(s)</source>
        <translation>
            <numerusform>Out of date: %n&#xa0;shot</numerusform>
            <numerusform>Out of date: %n&#xa0;shots</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Opened %n time(s).</source>
        <translation>
            <numerusform>Opened %n&#xa0;time.</numerusform>
            <numerusform>Opened %n&#xa0;times.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The title of the page may not be empty and has at most %n character(s), in one line.</source>
        <translation>
            <numerusform>The title of the page may not be empty and has at most %n character, in one line.</numerusform>
            <numerusform>The title of the page may not be empty and has at most %n characters, in one line.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The greeting has at most %n character(s).</source>
        <translation>
            <numerusform>The greeting has at most %n character.</numerusform>
            <numerusform>The greeting has at most %n characters.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The name of the link has at most %n character(s), in one line.</source>
        <translation>
            <numerusform>The name of the link has at most %n character, in one line.</numerusform>
            <numerusform>The name of the link has at most %n characters, in one line.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Enter the password of the link: one line of at most %n character(s). A folder cannot have one.</source>
        <translation>
            <numerusform>Enter the password of the link: one line of at most %n character. A folder cannot have one.</numerusform>
            <numerusform>Enter the password of the link: one line of at most %n characters. A folder cannot have one.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A link shows at least one shot and at most %n. Choose others.</source>
        <translation>
            <numerusform>A link shows at least one shot and at most %n. Choose others.</numerusform>
            <numerusform>A link shows at least one shot and at most %n. Choose others.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>An answer may not be empty and has at most %n character(s).</source>
        <translation>
            <numerusform>An answer may not be empty and has at most %n character.</numerusform>
            <numerusform>An answer may not be empty and has at most %n characters.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Your name for guests has at most %n character(s), in one line.</source>
        <translation>
            <numerusform>Your name for guests has at most %n&#xa0;character, in one line.</numerusform>
            <numerusform>Your name for guests has at most %n&#xa0;characters, in one line.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Opened %n time(s), last: %1.</source>
        <translation>
            <numerusform>Opened %n&#xa0;time, last: %1.</numerusform>
            <numerusform>Opened %n&#xa0;times, last: %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SmartEdit</name>
    <message numerus="yes">
        <source>Changed: prompt, negative prompt and %n parameter(s)</source>
        <translation>
            <numerusform>Changed: prompt, negative prompt and %n parameter</numerusform>
            <numerusform>Changed: prompt, negative prompt and %n parameters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Changed: prompt and %n parameter(s)</source>
        <translation>
            <numerusform>Changed: prompt and %n parameter</numerusform>
            <numerusform>Changed: prompt and %n parameters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Changed: negative prompt and %n parameter(s)</source>
        <translation>
            <numerusform>Changed: negative prompt and %n parameter</numerusform>
            <numerusform>Changed: negative prompt and %n parameters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Changed: %n parameter(s)</source>
        <translation>
            <numerusform>Changed: %n parameter</numerusform>
            <numerusform>Changed: %n parameters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>raskadr::desktop::Application</name>
    <message numerus="yes">
        <source>%n generation(s) are not finished. They go back into the queue and go on at the next start; nothing is lost.</source>
        <translation>
            <numerusform>%n generation is not finished. It goes back into the queue and goes on at the next start; nothing is lost.</numerusform>
            <numerusform>%n generations are not finished. They go back into the queue and go on at the next start; nothing is lost.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n request(s) are being answered at this moment, and the service cannot be asked about them later. If you close now, their result stays unknown and may be charged for. The rest goes on at the next start.</source>
        <translation>
            <numerusform>%n request is being answered at this moment, and the service cannot be asked about it later. If you close now, its result stays unknown and may be charged for. The rest goes on at the next start.</numerusform>
            <numerusform>%n requests are being answered at this moment, and the service cannot be asked about them later. If you close now, their results stay unknown and may be charged for. The rest goes on at the next start.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>raskadr::desktop::BulkEditFlow</name>
    <message numerus="yes">
        <source>%n edit(s) are in the queue</source>
        <translation>
            <numerusform>%n edit is in the queue</numerusform>
            <numerusform>%n edits are in the queue</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>raskadr::desktop::BulkFlow</name>
    <message numerus="yes">
        <source>In the queue: %n generation(s)</source>
        <translation>
            <numerusform>In the queue: %n generation</numerusform>
            <numerusform>In the queue: %n generations</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>raskadr::desktop::CommentFlow</name>
    <message numerus="yes">
        <source>%n new comment(s)</source>
        <translation>
            <numerusform>%n&#xa0;new comment</numerusform>
            <numerusform>%n&#xa0;new comments</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>raskadr::desktop::CommentNews</name>
    <message numerus="yes">
        <source>%n new comment(s)</source>
        <translation>
            <numerusform>%n&#xa0;new comment</numerusform>
            <numerusform>%n&#xa0;new comments</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>raskadr::desktop::EntryFlow</name>
    <message numerus="yes">
        <source>A login has from 1 to %n printable character(s)</source>
        <translation>
            <numerusform>A login has from 1 to %n printable character</numerusform>
            <numerusform>A login has from 1 to %n printable characters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A password has at least %n character(s)</source>
        <translation>
            <numerusform>A password has at least %n character</numerusform>
            <numerusform>A password has at least %n characters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>raskadr::desktop::NoticeGrouper</name>
    <message numerus="yes">
        <source>%n result(s) ready</source>
        <translation>
            <numerusform>%n result ready</numerusform>
            <numerusform>%n results ready</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n failed</numerusform>
            <numerusform>%n failed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>raskadr::desktop::PassportFlow</name>
    <message numerus="yes">
        <source>%n headliner(s) put into the folder</source>
        <translation>
            <numerusform>%n headliner put into the folder</numerusform>
            <numerusform>%n headliners put into the folder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) are missing from the library and were left out.</source>
        <translation>
            <numerusform>%n file is missing from the library and was left out.</numerusform>
            <numerusform>%n files are missing from the library and were left out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>raskadr::desktop::TrashFlow</name>
    <message numerus="yes">
        <source>%n project(s)</source>
        <translation>
            <numerusform>%n project</numerusform>
            <numerusform>%n projects</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The system&apos;s trash did not take %n file(s). It is tried again at the next start.</source>
        <translation>
            <numerusform>The system&apos;s trash did not take %n file. It is tried again at the next start.</numerusform>
            <numerusform>The system&apos;s trash did not take %n files. It is tried again at the next start.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>raskadr::ui::BulkBar</name>
    <message numerus="yes">
        <source>Selected: %n shot(s)</source>
        <translation>
            <numerusform>Selected: %n shot</numerusform>
            <numerusform>Selected: %n shots</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>raskadr::ui::CommentThread</name>
    <message numerus="yes">
        <source>Show %n earlier one(s)</source>
        <translation>
            <numerusform>Show %n&#xa0;earlier one</numerusform>
            <numerusform>Show %n&#xa0;earlier ones</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>raskadr::ui::DeskPage</name>
    <message numerus="yes">
        <source>%n shot(s) moved to the trash</source>
        <translation>
            <numerusform>%n shot moved to the trash</numerusform>
            <numerusform>%n shots moved to the trash</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>raskadr::ui::EditSheet</name>
    <message numerus="yes">
        <source>Edit %n shot(s) in words</source>
        <translation>
            <numerusform>Edit %n shot in words</numerusform>
            <numerusform>Edit %n shots in words</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Generate %n shot(s)</source>
        <translation>
            <numerusform>Generate %n shot</numerusform>
            <numerusform>Generate %n shots</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>raskadr::ui::GenerateSheet</name>
    <message numerus="yes">
        <source>No picture as a headliner, so left out: %n shot(s): %1</source>
        <translation>
            <numerusform>No picture as a headliner, so left out: %n shot: %1</numerusform>
            <numerusform>No picture as a headliner, so left out: %n shots: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Animate: %n video(s)</source>
        <translation>
            <numerusform>Animate: %n video</numerusform>
            <numerusform>Animate: %n videos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Generate: %n result(s)</source>
        <translation>
            <numerusform>Generate: %n result</numerusform>
            <numerusform>Generate: %n results</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Without a prompt, so left out: %n shot(s)</source>
        <translation>
            <numerusform>Without a prompt, so left out: %n shot</numerusform>
            <numerusform>Without a prompt, so left out: %n shots</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>raskadr::ui::History</name>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n step</numerusform>
            <numerusform>%n steps</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>raskadr::ui::ImportNotices</name>
    <message numerus="yes">
        <source>%n file(s) cannot be imported</source>
        <translation>
            <numerusform>%n file cannot be imported</numerusform>
            <numerusform>%n files cannot be imported</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>And %n more</source>
        <translation>
            <numerusform>And %n more</numerusform>
            <numerusform>And %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>raskadr::ui::ImportSheet</name>
    <message numerus="yes">
        <source>%n file(s) are in the project already</source>
        <translation>
            <numerusform>%n file is in the project already</numerusform>
            <numerusform>%n files are in the project already</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n picture</numerusform>
            <numerusform>%n pictures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n video(s)</source>
        <translation>
            <numerusform>%n video</numerusform>
            <numerusform>%n videos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>raskadr::ui::LoginPage</name>
    <message numerus="yes">
        <source>Sign in to fetch %n paid result(s)</source>
        <translation>
            <numerusform>Sign in to fetch %n paid result</numerusform>
            <numerusform>Sign in to fetch %n paid results</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>raskadr::ui::MoveDialog</name>
    <message numerus="yes">
        <source>Move %n shot(s)</source>
        <translation>
            <numerusform>Move %n shot</numerusform>
            <numerusform>Move %n shots</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>raskadr::ui::PasswordDialog</name>
    <message numerus="yes">
        <source>At least %n character(s). The recovery code stays valid.</source>
        <translation>
            <numerusform>At least %n character. The recovery code stays valid.</numerusform>
            <numerusform>At least %n characters. The recovery code stays valid.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The password is too short: at least %n character(s).</source>
        <translation>
            <numerusform>The password is too short: at least %n character.</numerusform>
            <numerusform>The password is too short: at least %n characters.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The password is too long: at most %n character(s).</source>
        <translation>
            <numerusform>The password is too long: at most %n character.</numerusform>
            <numerusform>The password is too long: at most %n characters.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>raskadr::ui::ProjectCard</name>
    <message numerus="yes">
        <source>%n unread comment(s)</source>
        <translation>
            <numerusform>%n&#xa0;unread comment</numerusform>
            <numerusform>%n&#xa0;unread comments</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>raskadr::ui::ShareDialog</name>
    <message numerus="yes">
        <source>On the page %n shot(s) stand without a picture:</source>
        <translation>
            <numerusform>On the page %n&#xa0;shot stands without a picture:</numerusform>
            <numerusform>On the page %n&#xa0;shots stand without a picture:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>On the page is out of date: %n shot(s)</source>
        <translation>
            <numerusform>Out of date on the page: %n&#xa0;shot</numerusform>
            <numerusform>Out of date on the page: %n&#xa0;shots</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n&#xa0;more</numerusform>
            <numerusform>and %n&#xa0;more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>raskadr::ui::ShareProgressBox</name>
    <message numerus="yes">
        <source>%1 of %n file(s)</source>
        <translation>
            <numerusform>%1 of %n&#xa0;file</numerusform>
            <numerusform>%1 of %n&#xa0;files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Only what is new is sent: %n file(s) are there already.</source>
        <translation>
            <numerusform>Only what is new is sent: %n&#xa0;file is there already.</numerusform>
            <numerusform>Only what is new is sent: %n&#xa0;files are there already.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>raskadr::ui::ShareSettings</name>
    <message numerus="yes">
        <source>At least %n character(s).</source>
        <translation>
            <numerusform>At least %n&#xa0;character.</numerusform>
            <numerusform>At least %n&#xa0;characters.</numerusform>
        </translation>
    </message>
</context>
</TS>
