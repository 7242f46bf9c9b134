<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru" sourcelanguage="en">
<context>
    <name>ErrorText</name>
    <message>
        <source>The picture is too large. The limit is %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture is too large (%1). The limit is %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture “%1” is too large (%2). The limit is %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The video “%1” is too long. Cut out the part you need and import it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The video is too long. Cut out the part you need and import it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The video is too long (%1). Cut out the part you need and import it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The video “%1” is too long (%2). Cut out the part you need and import it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is full. Free some space and the task goes on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is full. Free at least %1 and the task goes on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too many attempts. Wait a little and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too many attempts. The next one is possible in %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The provider gets too many requests. We will try again by ourselves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The provider gets too many requests. We will try again in %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” no longer exists. Nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This no longer exists. Nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The value of “%1” does not fit. Correct it and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One of the values does not fit. Correct it and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” exists already. Choose another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Such a name exists already. Choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wrong login or password. Check the keyboard layout and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key of “%1” does not fit. Check it in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key does not fit. Check it in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file “%1” is gone: it was moved or deleted. Put it back or choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is gone: it was moved or deleted. Put it back or choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file “%1” cannot be opened: there is no permission to read it. Change its permissions and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file cannot be opened: there is no permission to read it. Change its permissions and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file “%1” is empty: it was perhaps not copied to the end. Copy it once more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is empty: it was perhaps not copied to the end. Copy it once more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file “%1” is damaged and cannot be read. Take another copy of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is damaged and cannot be read. Take another copy of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The format of “%1” is not supported. Save it as PNG, JPEG, WebP or MP4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This format is not supported. Save the file as PNG, JPEG, WebP or MP4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is a playlist, not a video. Choose the video file itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is a playlist, not a video. Choose the video file itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is a vector drawing, which cannot be imported. Save it as PNG.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vector drawings cannot be imported. Save this one as PNG.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is a HEIC or AVIF picture, which cannot be read yet. Save it as JPEG or PNG.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HEIC and AVIF pictures cannot be read yet. Save this one as JPEG or PNG.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is not an ordinary file. Choose a picture, a video or a folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not an ordinary file. Choose a picture, a video or a folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The source picture “%1” is damaged. Choose another one and repeat.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The source picture is damaged. Choose another one and repeat.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This library was made by a newer version of Raskadr. Update the program; the library was not touched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no library in the folder “%1”. Connect its disk or choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder of the library was not found. Connect its disk or choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The library is damaged. Your files are safe: restore it from a backup or rebuild it from the records.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The library is open in another window or on another computer. Close it there and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing can be written to the folder “%1”. Change its permissions or choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing can be written to the library. Change the permissions of its folder or choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The change could not be saved: the disk did not answer. What was saved before is safe; try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The funds or the limit at “%1” are used up. Top up the account and repeat.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The funds or the limit at the provider are used up. Top up the account and repeat.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The provider&apos;s content filter rejected the request. Change the description or the picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” cannot be reached. Check the connection; we will try again by ourselves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no connection. We will go on when it is back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There has been no answer for too long. The task may still finish; you can wait or repeat it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The provider sent a damaged result. Download it once more or repeat.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model “%1” is no longer available. Choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This model is no longer available. Choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It did not work because of a fault in Raskadr. The details are in the log; try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a replacement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message>
        <source>%1%</source>
        <extracomment>A share; Russian writes a no-break space before the sign</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 KB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 GB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 TB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 Mpx</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 Gpx</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About %1 left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>today, %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>d MMM</source>
        <extracomment>The pattern of a day in this year, as QDate::toString() reads it</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <extracomment>The pattern of a day in another year</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n shot(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n asset(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>Space</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Labels</name>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In progress: saving</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Canceled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Result unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Will be tried again by itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waits for its turn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waits for the connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The provider is paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waits because the budget is used up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waits until you sign in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Red</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Orange</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yellow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Green</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Teal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Violet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Video</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Generation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Imported file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Extracted frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>entered by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is missing from the library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file was changed from outside</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>raskadr::ui::BackLead</name>
    <message>
        <source>Esc</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>raskadr::ui::Composer</name>
    <message>
        <source>Generate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is in the frame: who, where, light, shot size, lens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Variants</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Video from a picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Video from words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture from a picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture from words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>price unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Describe the frame in words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag a picture into the frame on the left</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>raskadr::ui::Crumbs</name>
    <message>
        <source>Projects</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>raskadr::ui::Dialog</name>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>raskadr::ui::EntryPage</name>
    <message>
        <source>Raskadr</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>raskadr::ui::FeedDelegate</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Headliner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>raskadr::ui::FeedModel</name>
    <message>
        <source>Generation: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>headliner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>favourite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rejected</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>raskadr::ui::FeedView</name>
    <message>
        <source>Assets of the shot</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>raskadr::ui::FirstRunPage</name>
    <message>
        <source>Welcome</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Login</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start working</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Create account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At least six characters. It protects the keys of your providers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Library folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything stays on this computer: projects, pictures and videos lie in the library folder and are never sent anywhere by themselves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 free on this disk</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>raskadr::ui::InputSlot</name>
    <message>
        <source>Drag a picture here, or press to take the selected one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: a picture</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>raskadr::ui::Inspector</name>
    <message>
        <source>Headliner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Animate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With a new seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Negative prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter data…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For yourself: what is good here, what to change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Created</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Provider</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Took</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Added</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2 fps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take back into the feed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompt (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Selected: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an asset to see where it came from</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>raskadr::ui::LoginPage</name>
    <message>
        <source>Sign in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Login</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Create account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forgot the password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keys of your providers are sealed with the password. If it is forgotten, the projects stay, and the keys have to be typed again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wrong login or password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wrong login or password. Next attempt in %1 s</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>raskadr::ui::ParameterForm</name>
    <message>
        <source>More parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>random</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Random seed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>raskadr::ui::PassportDialog</name>
    <message>
        <source>Technical passport</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the files beside it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything that is known about every asset of «%1»: prompts, seeds, models, parameters, sources.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Excel workbook (XLSX)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sheets with assets and shots, thumbnails, filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV for Russian Excel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Semicolons and decimal commas; opens by a double click</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV, RFC 4180</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commas, texts byte for byte, for other programs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Complete, for scripts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Headliners into a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files with readable names in story order, for the video editor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What goes in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All assets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Headliners only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Selected: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose folder…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>raskadr::ui::PasswordEdit</name>
    <message>
        <source>Show the password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide the password</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>raskadr::ui::PictureView</name>
    <message>
        <source>Picture</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>raskadr::ui::PlayerBar</name>
    <message>
        <source>Play</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One frame back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One frame forth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Space</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Place in the film</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>raskadr::ui::ProjectCard</name>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, done %2 of %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add the first shots</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>raskadr::ui::ProjectsPage</name>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Archive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trash</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find a project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop a folder with frames here and it becomes a project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Or look at how a film lies on the desk in the demo project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Projects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the demo project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take out of the archive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To the archive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To the trash</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>raskadr::ui::ProvenanceDialog</name>
    <message>
        <source>Data of the asset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you type is marked as typed by hand and goes into the passport.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Negative prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>raskadr::ui::QueueDelegate</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To the shot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shot %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>free</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>raskadr::ui::QueueModel</name>
    <message>
        <source>Shot %1, %2: %3</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>raskadr::ui::QueuePage</name>
    <message>
        <source>Shot and prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The queue is empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything that is generated or animated passes through here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Canceled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>raskadr::ui::RecoveryCodePage</name>
    <message>
        <source>Save the recovery code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With it a new password can be set and the keys of the providers stay. It is shown only now: copy it or write it down.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I have saved the code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>raskadr::ui::RecoveryPage</name>
    <message>
        <source>New password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Login</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At least six characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I have no code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without the code the projects open after a new password, but the keys of the providers have to be typed again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set a password without the code?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The projects stay. The sealed keys of the providers are lost and have to be typed again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the recovery code</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>raskadr::ui::SearchField</name>
    <message>
        <source>Clear</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>raskadr::ui::ShotHeader</name>
    <message>
        <source>Status: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous shot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next shot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Storyboard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the storyboard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Untitled shot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Title of the shot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>own length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Planned duration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Planned duration in the film</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No label</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>raskadr::ui::ShotPage</name>
    <message>
        <source>Nothing in this shot yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Describe the frame below and generate, or drag pictures and videos here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Script: what happens in the shot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Script of the shot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Videos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>References</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frames</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trash</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of the cards</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No headliner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make headliner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Animate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not a favourite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take back into the feed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With a new seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take settings and seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move to another shot…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy to another shot…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open in another program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To the trash</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Del</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>raskadr::ui::Toast</name>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>raskadr::ui::TopBar</name>
    <message>
        <source>Menu</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passport</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Technical passport</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Account: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>raskadr::ui::VideoView</name>
    <message>
        <source>Player</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
