<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru" sourcelanguage="en">
<context>
    <name>ErrorText</name>
    <message>
        <source>The picture is too large. The limit is %1.</source>
        <translation>Картинка слишком большая. Предел&#xa0;— %1.</translation>
    </message>
    <message>
        <source>The picture is too large (%1). The limit is %2.</source>
        <translation>Картинка слишком большая (%1). Предел&#xa0;— %2.</translation>
    </message>
    <message>
        <source>The picture “%1” is too large (%2). The limit is %3.</source>
        <translation>Картинка «%1» слишком большая (%2). Предел&#xa0;— %3.</translation>
    </message>
    <message>
        <source>The video “%1” is too long. Cut out the part you need and import it.</source>
        <translation>Видео «%1» слишком длинное. Вырежьте нужную часть и импортируйте её.</translation>
    </message>
    <message>
        <source>The video is too long. Cut out the part you need and import it.</source>
        <translation>Видео слишком длинное. Вырежьте нужную часть и импортируйте её.</translation>
    </message>
    <message>
        <source>The video is too long (%1). Cut out the part you need and import it.</source>
        <translation>Видео слишком длинное (%1). Вырежьте нужную часть и импортируйте её.</translation>
    </message>
    <message>
        <source>The video “%1” is too long (%2). Cut out the part you need and import it.</source>
        <translation>Видео «%1» слишком длинное (%2). Вырежьте нужную часть и импортируйте её.</translation>
    </message>
    <message>
        <source>The disk is full. Free some space and the task goes on.</source>
        <translation>На диске нет места. Освободите его, и работа продолжится.</translation>
    </message>
    <message>
        <source>The disk is full. Free at least %1 and the task goes on.</source>
        <translation>Мало места на диске. Освободите ещё %1, и работа продолжится.</translation>
    </message>
    <message>
        <source>Too many attempts. Wait a little and try again.</source>
        <translation>Слишком много попыток. Подождите немного и попробуйте ещё раз.</translation>
    </message>
    <message>
        <source>Too many attempts. The next one is possible in %1.</source>
        <translation>Слишком много попыток. Следующая&#xa0;— через %1.</translation>
    </message>
    <message>
        <source>The provider gets too many requests. We will try again by ourselves.</source>
        <translation>Слишком много запросов. Повторим сами.</translation>
    </message>
    <message>
        <source>The provider gets too many requests. We will try again in %1.</source>
        <translation>Слишком много запросов. Повторим через %1.</translation>
    </message>
    <message>
        <source>“%1” no longer exists. Nothing was changed.</source>
        <translation>«%1» больше нет. Ничего не изменилось.</translation>
    </message>
    <message>
        <source>This no longer exists. Nothing was changed.</source>
        <translation>Этого больше нет. Ничего не изменилось.</translation>
    </message>
    <message>
        <source>The value of “%1” does not fit. Correct it and try again.</source>
        <translation>Значение «%1» не подходит. Исправьте его и попробуйте ещё раз.</translation>
    </message>
    <message>
        <source>One of the values does not fit. Correct it and try again.</source>
        <translation>Одно из значений не подходит. Исправьте его и попробуйте ещё раз.</translation>
    </message>
    <message>
        <source>“%1” exists already. Choose another name.</source>
        <translation>«%1» уже есть. Выберите другое название.</translation>
    </message>
    <message>
        <source>Such a name exists already. Choose another one.</source>
        <translation>Такое название уже есть. Выберите другое.</translation>
    </message>
    <message>
        <source>Wrong login or password. Check the keyboard layout and try again.</source>
        <translation>Неверный логин или пароль. Проверьте раскладку клавиатуры и попробуйте ещё раз.</translation>
    </message>
    <message>
        <source>The key of “%1” does not fit. Check it in the settings.</source>
        <translation>Ключ «%1» не подходит. Проверьте его в настройках.</translation>
    </message>
    <message>
        <source>The key does not fit. Check it in the settings.</source>
        <translation>Ключ не подходит. Проверьте его в настройках.</translation>
    </message>
    <message>
        <source>The file “%1” is gone: it was moved or deleted. Put it back or choose another one.</source>
        <translation>Файла «%1» нет на месте: его переместили или удалили. Верните его или выберите другой.</translation>
    </message>
    <message>
        <source>The file is gone: it was moved or deleted. Put it back or choose another one.</source>
        <translation>Файла нет на месте: его переместили или удалили. Верните его или выберите другой.</translation>
    </message>
    <message>
        <source>The file “%1” cannot be opened: there is no permission to read it. Change its permissions and try again.</source>
        <translation>Файл «%1» не открывается: нет прав на чтение. Измените права и попробуйте ещё раз.</translation>
    </message>
    <message>
        <source>The file cannot be opened: there is no permission to read it. Change its permissions and try again.</source>
        <translation>Файл не открывается: нет прав на чтение. Измените права и попробуйте ещё раз.</translation>
    </message>
    <message>
        <source>The file “%1” is empty: it was perhaps not copied to the end. Copy it once more.</source>
        <translation>Файл «%1» пустой: возможно, он скопирован не до конца. Скопируйте его ещё раз.</translation>
    </message>
    <message>
        <source>The file is empty: it was perhaps not copied to the end. Copy it once more.</source>
        <translation>Файл пустой: возможно, он скопирован не до конца. Скопируйте его ещё раз.</translation>
    </message>
    <message>
        <source>The file “%1” is damaged and cannot be read. Take another copy of it.</source>
        <translation>Файл «%1» повреждён и не читается. Возьмите другую его копию.</translation>
    </message>
    <message>
        <source>The file is damaged and cannot be read. Take another copy of it.</source>
        <translation>Файл повреждён и не читается. Возьмите другую его копию.</translation>
    </message>
    <message>
        <source>The format of “%1” is not supported. Save it as PNG, JPEG, WebP or MP4.</source>
        <translation>Формат файла «%1» не поддерживается. Сохраните его как PNG, JPEG, WebP или MP4.</translation>
    </message>
    <message>
        <source>This format is not supported. Save the file as PNG, JPEG, WebP or MP4.</source>
        <translation>Этот формат не поддерживается. Сохраните файл как PNG, JPEG, WebP или MP4.</translation>
    </message>
    <message>
        <source>“%1” is a playlist, not a video. Choose the video file itself.</source>
        <translation>«%1»&#xa0;— это плейлист, а не видео. Выберите сам видеофайл.</translation>
    </message>
    <message>
        <source>This is a playlist, not a video. Choose the video file itself.</source>
        <translation>Это плейлист, а не видео. Выберите сам видеофайл.</translation>
    </message>
    <message>
        <source>“%1” is a vector drawing, which cannot be imported. Save it as PNG.</source>
        <translation>«%1»&#xa0;— векторный рисунок, такие не импортируются. Сохраните его как PNG.</translation>
    </message>
    <message>
        <source>Vector drawings cannot be imported. Save this one as PNG.</source>
        <translation>Векторные рисунки не импортируются. Сохраните этот как PNG.</translation>
    </message>
    <message>
        <source>“%1” is a HEIC or AVIF picture, which cannot be read yet. Save it as JPEG or PNG.</source>
        <translation>«%1»&#xa0;— картинка HEIC или AVIF, такие пока не читаются. Сохраните её как JPEG или PNG.</translation>
    </message>
    <message>
        <source>HEIC and AVIF pictures cannot be read yet. Save this one as JPEG or PNG.</source>
        <translation>Картинки HEIC и AVIF пока не читаются. Сохраните эту как JPEG или PNG.</translation>
    </message>
    <message>
        <source>“%1” is not an ordinary file. Choose a picture, a video or a folder.</source>
        <translation>«%1»&#xa0;— не обычный файл. Выберите картинку, видео или папку.</translation>
    </message>
    <message>
        <source>This is not an ordinary file. Choose a picture, a video or a folder.</source>
        <translation>Это не обычный файл. Выберите картинку, видео или папку.</translation>
    </message>
    <message>
        <source>The source picture “%1” is damaged. Choose another one and repeat.</source>
        <translation>Исходная картинка «%1» повреждена. Выберите другую и повторите.</translation>
    </message>
    <message>
        <source>The source picture is damaged. Choose another one and repeat.</source>
        <translation>Исходная картинка повреждена. Выберите другую и повторите.</translation>
    </message>
    <message>
        <source>This library was made by a newer version of Raskadr. Update the program; the library was not touched.</source>
        <translation>Эту библиотеку создала более новая версия Раскадра. Обновите программу; библиотека не тронута.</translation>
    </message>
    <message>
        <source>There is no library in the folder “%1”. Connect its disk or choose another folder.</source>
        <translation>В папке «%1» нет библиотеки. Подключите её диск или выберите другую папку.</translation>
    </message>
    <message>
        <source>The folder of the library was not found. Connect its disk or choose another folder.</source>
        <translation>Папка библиотеки не найдена. Подключите её диск или выберите другую папку.</translation>
    </message>
    <message>
        <source>The library is damaged. Your files are safe: restore it from a backup or rebuild it from the records.</source>
        <translation>Библиотека повреждена. Ваши файлы целы: восстановите её из копии или соберите заново из записей.</translation>
    </message>
    <message>
        <source>The library is open in another window or on another computer. Close it there and try again.</source>
        <translation>Библиотека открыта в другом окне или на другом компьютере. Закройте её там и попробуйте ещё раз.</translation>
    </message>
    <message>
        <source>Nothing can be written to the folder “%1”. Change its permissions or choose another folder.</source>
        <translation>В папку «%1» нельзя записать. Измените её права или выберите другую папку.</translation>
    </message>
    <message>
        <source>Nothing can be written to the library. Change the permissions of its folder or choose another one.</source>
        <translation>В библиотеку нельзя записать. Измените права её папки или выберите другую.</translation>
    </message>
    <message>
        <source>The change could not be saved: the disk did not answer. What was saved before is safe; try again.</source>
        <translation>Изменение не сохранилось: диск не ответил. Всё сохранённое раньше цело; попробуйте ещё раз.</translation>
    </message>
    <message>
        <source>The funds or the limit at “%1” are used up. Top up the account and repeat.</source>
        <translation>У провайдера «%1» закончились средства или лимит. Пополните счёт и повторите.</translation>
    </message>
    <message>
        <source>The funds or the limit at the provider are used up. Top up the account and repeat.</source>
        <translation>Закончились средства или лимит у провайдера. Пополните счёт и повторите.</translation>
    </message>
    <message>
        <source>The provider&apos;s content filter rejected the request. Change the description or the picture.</source>
        <translation>Запрос отклонён фильтром содержания. Измените описание или картинку.</translation>
    </message>
    <message>
        <source>“%1” cannot be reached. Check the connection; we will try again by ourselves.</source>
        <translation>Нет связи с «%1». Проверьте интернет; повторим сами.</translation>
    </message>
    <message>
        <source>There is no connection. We will go on when it is back.</source>
        <translation>Нет интернета. Продолжим, когда связь появится.</translation>
    </message>
    <message>
        <source>There has been no answer for too long. The task may still finish; you can wait or repeat it.</source>
        <translation>Слишком долго нет ответа. Задача ещё может завершиться; можно подождать или повторить.</translation>
    </message>
    <message>
        <source>The provider sent a damaged result. Download it once more or repeat.</source>
        <translation>Провайдер прислал повреждённый результат. Скачайте его ещё раз или повторите.</translation>
    </message>
    <message>
        <source>The model “%1” is no longer available. Choose another one.</source>
        <translation>Модель «%1» больше недоступна. Выберите замену.</translation>
    </message>
    <message>
        <source>This model is no longer available. Choose another one.</source>
        <translation>Эта модель больше недоступна. Выберите замену.</translation>
    </message>
    <message>
        <source>It did not work because of a fault in Raskadr. The details are in the log; try again.</source>
        <translation>Не получилось из-за сбоя в Раскадре. Подробности сохранены в журнале; попробуйте ещё раз.</translation>
    </message>
    <message>
        <source>Open the keys</source>
        <translation>Открыть ключи</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>Выбрать папку</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>Открыть папку</translation>
    </message>
    <message>
        <source>Choose a replacement</source>
        <translation>Выбрать замену</translation>
    </message>
    <message>
        <source>Change the request</source>
        <translation>Изменить запрос</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>Исправить</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>Повторить</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Подробности</translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message>
        <source>%1%</source>
        <extracomment>A share; Russian writes a no-break space before the sign</extracomment>
        <translation>%1&#xa0;%</translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n&#xa0;байт</numerusform>
            <numerusform>%n&#xa0;байта</numerusform>
            <numerusform>%n&#xa0;байт</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 KB</source>
        <translation>%1&#xa0;КБ</translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation>%1&#xa0;МБ</translation>
    </message>
    <message>
        <source>%1 GB</source>
        <translation>%1&#xa0;ГБ</translation>
    </message>
    <message>
        <source>%1 TB</source>
        <translation>%1&#xa0;ТБ</translation>
    </message>
    <message>
        <source>%1 Mpx</source>
        <translation>%1&#xa0;Мп</translation>
    </message>
    <message>
        <source>%1 Gpx</source>
        <translation>%1&#xa0;Гп</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1&#xa0;с</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1&#xa0;мин</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1&#xa0;ч</translation>
    </message>
    <message>
        <source>About %1 left</source>
        <translation>Осталось около %1</translation>
    </message>
    <message>
        <source>today, %1</source>
        <translation>сегодня, %1</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>вчера</translation>
    </message>
    <message>
        <source>d MMM</source>
        <extracomment>The pattern of a day in this year, as QDate::toString() reads it</extracomment>
        <translation>d MMM</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <extracomment>The pattern of a day in another year</extracomment>
        <translation>d MMM yyyy</translation>
    </message>
    <message numerus="yes">
        <source>%n shot(s)</source>
        <translation>
            <numerusform>%n&#xa0;шот</numerusform>
            <numerusform>%n&#xa0;шота</numerusform>
            <numerusform>%n&#xa0;шотов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n asset(s)</source>
        <translation>
            <numerusform>%n&#xa0;ассет</numerusform>
            <numerusform>%n&#xa0;ассета</numerusform>
            <numerusform>%n&#xa0;ассетов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n&#xa0;файл</numerusform>
            <numerusform>%n&#xa0;файла</numerusform>
            <numerusform>%n&#xa0;файлов</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>Space</source>
        <translation>Пробел</translation>
    </message>
</context>
<context>
    <name>Labels</name>
    <message>
        <source>Waiting</source>
        <translation>Ожидание</translation>
    </message>
    <message>
        <source>In progress</source>
        <translation>В работе</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Готово</translation>
    </message>
    <message>
        <source>In progress: saving</source>
        <translation>В работе: сохраняем</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Ошибка</translation>
    </message>
    <message>
        <source>Canceled</source>
        <translation>Отменено</translation>
    </message>
    <message>
        <source>Result unknown</source>
        <translation>Результат неизвестен</translation>
    </message>
    <message>
        <source>Will be tried again by itself</source>
        <translation>Повторим сами</translation>
    </message>
    <message>
        <source>Waits for its turn</source>
        <translation>Ждём свободное место</translation>
    </message>
    <message>
        <source>Waits for the connection</source>
        <translation>Ждём связи</translation>
    </message>
    <message>
        <source>The provider is paused</source>
        <translation>Провайдер на паузе</translation>
    </message>
    <message>
        <source>Waits because the budget is used up</source>
        <translation>Бюджет исчерпан</translation>
    </message>
    <message>
        <source>Waits until you sign in</source>
        <translation>Ждём вашего входа</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>Красная</translation>
    </message>
    <message>
        <source>Orange</source>
        <translation>Оранжевая</translation>
    </message>
    <message>
        <source>Yellow</source>
        <translation>Жёлтая</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>Зелёная</translation>
    </message>
    <message>
        <source>Teal</source>
        <translation>Бирюзовая</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>Синяя</translation>
    </message>
    <message>
        <source>Violet</source>
        <translation>Фиолетовая</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>Видео</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Картинка</translation>
    </message>
    <message>
        <source>Generation</source>
        <translation>Генерация</translation>
    </message>
    <message>
        <source>Imported file</source>
        <translation>Импортированный файл</translation>
    </message>
    <message>
        <source>Extracted frame</source>
        <translation>Извлечённый кадр</translation>
    </message>
    <message>
        <source>from the file</source>
        <translation>из файла</translation>
    </message>
    <message>
        <source>entered by hand</source>
        <translation>введено вручную</translation>
    </message>
    <message>
        <source>The file is missing from the library</source>
        <translation>Файла нет в библиотеке</translation>
    </message>
    <message>
        <source>The file was changed from outside</source>
        <translation>Файл изменён другой программой</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::BackLead</name>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::Composer</name>
    <message>
        <source>Generate</source>
        <translation>Сгенерировать</translation>
    </message>
    <message>
        <source>What is in the frame: who, where, light, shot size, lens</source>
        <translation>Что в кадре: кто, где, какой свет, крупность, объектив</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Промт</translation>
    </message>
    <message>
        <source>Variants</source>
        <translation>Варианты</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Сохранено</translation>
    </message>
    <message>
        <source>Model: %1</source>
        <translation>Модель: %1</translation>
    </message>
    <message>
        <source>Video from a picture</source>
        <translation>Картинка в видео</translation>
    </message>
    <message>
        <source>Video from words</source>
        <translation>Текст в видео</translation>
    </message>
    <message>
        <source>Picture from a picture</source>
        <translation>Правка картинки</translation>
    </message>
    <message>
        <source>Picture from words</source>
        <translation>Текст в картинку</translation>
    </message>
    <message>
        <source>free</source>
        <translation>бесплатно</translation>
    </message>
    <message>
        <source>price unknown</source>
        <translation>цена неизвестна</translation>
    </message>
    <message>
        <source>Describe the frame in words</source>
        <translation>Опишите кадр словами</translation>
    </message>
    <message>
        <source>Drag a picture into the frame on the left</source>
        <translation>Перетащите картинку в рамку слева</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::Crumbs</name>
    <message>
        <source>Projects</source>
        <translation>Проекты</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::Dialog</name>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::EntryPage</name>
    <message>
        <source>Raskadr</source>
        <translation>Раскадр</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::FeedDelegate</name>
    <message>
        <source>Cancel</source>
        <translation>Отменить</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>Повторить</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Подробности</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Скрыть</translation>
    </message>
    <message>
        <source>Headliner</source>
        <translation>Хедлайнер</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::FeedModel</name>
    <message>
        <source>Generation: %1</source>
        <translation>Генерация: %1</translation>
    </message>
    <message>
        <source>headliner</source>
        <translation>хедлайнер</translation>
    </message>
    <message>
        <source>favourite</source>
        <translation>в избранном</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>отсеян</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::FeedView</name>
    <message>
        <source>Assets of the shot</source>
        <translation>Ассеты шота</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::FirstRunPage</name>
    <message>
        <source>Welcome</source>
        <translation>Добро пожаловать</translation>
    </message>
    <message>
        <source>New account</source>
        <translation>Новая учётная запись</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>Логин</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Пароль</translation>
    </message>
    <message>
        <source>Start working</source>
        <translation>Начать работу</translation>
    </message>
    <message>
        <source>Create account</source>
        <translation>Создать учётную запись</translation>
    </message>
    <message>
        <source>At least six characters. It protects the keys of your providers.</source>
        <translation>Не короче шести знаков. Он защищает ключи ваших провайдеров.</translation>
    </message>
    <message>
        <source>Library folder</source>
        <translation>Папка библиотеки</translation>
    </message>
    <message>
        <source>Choose folder…</source>
        <translation>Выбрать папку…</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Назад</translation>
    </message>
    <message>
        <source>Everything stays on this computer: projects, pictures and videos lie in the library folder and are never sent anywhere by themselves.</source>
        <translation>Всё остаётся на этом компьютере: проекты, картинки и видео лежат в папке библиотеки и сами никуда не отправляются.</translation>
    </message>
    <message>
        <source>%1 free on this disk</source>
        <translation>На этом диске свободно %1</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::InputSlot</name>
    <message>
        <source>Drag a picture here, or press to take the selected one</source>
        <translation>Перетащите картинку сюда или нажмите, чтобы взять выбранную</translation>
    </message>
    <message>
        <source>%1: empty</source>
        <translation>%1: пусто</translation>
    </message>
    <message>
        <source>%1: a picture</source>
        <translation>%1: картинка</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::Inspector</name>
    <message>
        <source>Headliner</source>
        <translation>Хедлайнер</translation>
    </message>
    <message>
        <source>Animate</source>
        <translation>Оживить</translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation>Избранное</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Отсеять</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>Повторить</translation>
    </message>
    <message>
        <source>With a new seed</source>
        <translation>С новым сидом</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Ещё</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Источник</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Промт</translation>
    </message>
    <message>
        <source>Copy prompt</source>
        <translation>Скопировать промт</translation>
    </message>
    <message>
        <source>Negative prompt</source>
        <translation>Негативный промт</translation>
    </message>
    <message>
        <source>Enter data…</source>
        <translation>Внести данные…</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Заметка</translation>
    </message>
    <message>
        <source>For yourself: what is good here, what to change</source>
        <translation>Для себя: что здесь удачно, что изменить</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Скопировано</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Модель</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Создано</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Провайдер</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Стоимость</translation>
    </message>
    <message>
        <source>free</source>
        <translation>бесплатно</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Сид</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>Заняло</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Файл</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Добавлено</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Сервис</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Ссылка</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Размер</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Длина</translation>
    </message>
    <message>
        <source>%1, %2 fps</source>
        <translation>%1, %2&#xa0;к/с</translation>
    </message>
    <message>
        <source>File size</source>
        <translation>Вес файла</translation>
    </message>
    <message>
        <source>Take back into the feed</source>
        <translation>Вернуть в ленту</translation>
    </message>
    <message>
        <source>Prompt (%1)</source>
        <translation>Промт (%1)</translation>
    </message>
    <message>
        <source>Selected: %1</source>
        <translation>Выбрано: %1</translation>
    </message>
    <message>
        <source>Choose an asset to see where it came from</source>
        <translation>Выберите ассет, чтобы увидеть, откуда он взялся</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::LoginPage</name>
    <message>
        <source>Sign in</source>
        <translation>Войти</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>Логин</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Пароль</translation>
    </message>
    <message>
        <source>Create account</source>
        <translation>Создать учётную запись</translation>
    </message>
    <message>
        <source>Forgot the password</source>
        <translation>Забыли пароль?</translation>
    </message>
    <message>
        <source>The keys of your providers are sealed with the password. If it is forgotten, the projects stay, and the keys have to be typed again.</source>
        <translation>Ключи провайдеров зашифрованы паролем. Если его забыть, проекты останутся, а ключи придётся ввести заново.</translation>
    </message>
    <message>
        <source>Wrong login or password</source>
        <translation>Неверный логин или пароль</translation>
    </message>
    <message>
        <source>Wrong login or password. Next attempt in %1 s</source>
        <translation>Неверный логин или пароль. Следующая попытка через %1&#xa0;с</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::ParameterForm</name>
    <message>
        <source>More parameters</source>
        <translation>Остальные параметры</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Готово</translation>
    </message>
    <message>
        <source>by itself</source>
        <translation>на выбор модели</translation>
    </message>
    <message>
        <source>random</source>
        <translation>случайный</translation>
    </message>
    <message>
        <source>Random seed</source>
        <translation>Случайный сид</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::PassportDialog</name>
    <message>
        <source>Technical passport</source>
        <translation>Технический паспорт</translation>
    </message>
    <message>
        <source>Put the files beside it</source>
        <translation>Положить файлы рядом</translation>
    </message>
    <message>
        <source>Everything that is known about every asset of «%1»: prompts, seeds, models, parameters, sources.</source>
        <translation>Всё, что известно о каждом ассете проекта «%1»: промты, сиды, модели, параметры, источники.</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Формат</translation>
    </message>
    <message>
        <source>Excel workbook (XLSX)</source>
        <translation>Книга Excel (XLSX)</translation>
    </message>
    <message>
        <source>Sheets with assets and shots, thumbnails, filters</source>
        <translation>Листы с ассетами и шотами, миниатюры, фильтры</translation>
    </message>
    <message>
        <source>CSV for Russian Excel</source>
        <translation>CSV для русского Excel</translation>
    </message>
    <message>
        <source>Semicolons and decimal commas; opens by a double click</source>
        <translation>Точки с запятой и десятичные запятые; открывается двойным щелчком</translation>
    </message>
    <message>
        <source>CSV, RFC 4180</source>
        <translation>CSV по RFC&#xa0;4180</translation>
    </message>
    <message>
        <source>Commas, texts byte for byte, for other programs</source>
        <translation>Запятые, тексты байт в байт, для других программ</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Complete, for scripts</source>
        <translation>Все данные, для скриптов</translation>
    </message>
    <message>
        <source>Headliners into a folder</source>
        <translation>Хедлайнеры в папку</translation>
    </message>
    <message>
        <source>Files with readable names in story order, for the video editor</source>
        <translation>Файлы с понятными именами в порядке шотов, для монтажа</translation>
    </message>
    <message>
        <source>What goes in</source>
        <translation>Что войдёт</translation>
    </message>
    <message>
        <source>All assets</source>
        <translation>Все ассеты</translation>
    </message>
    <message>
        <source>Headliners only</source>
        <translation>Только хедлайнеры</translation>
    </message>
    <message>
        <source>Selected: %1</source>
        <translation>Выбрано: %1</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Сохранить…</translation>
    </message>
    <message>
        <source>Choose folder…</source>
        <translation>Выбрать папку…</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::PasswordEdit</name>
    <message>
        <source>Show the password</source>
        <translation>Показать пароль</translation>
    </message>
    <message>
        <source>Hide the password</source>
        <translation>Скрыть пароль</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::PictureView</name>
    <message>
        <source>Picture</source>
        <translation>Картинка</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::PlayerBar</name>
    <message>
        <source>Play</source>
        <translation>Воспроизвести</translation>
    </message>
    <message>
        <source>Loop</source>
        <translation>По кругу</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Звук</translation>
    </message>
    <message>
        <source>One frame back</source>
        <translation>На кадр назад</translation>
    </message>
    <message>
        <source>One frame forth</source>
        <translation>На кадр вперёд</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Пробел</translation>
    </message>
    <message>
        <source>Place in the film</source>
        <translation>Место в фильме</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Пауза</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::ProjectCard</name>
    <message>
        <source>More</source>
        <translation>Ещё</translation>
    </message>
    <message>
        <source>%1, done %2 of %3</source>
        <translation>%1, готово %2 из %3</translation>
    </message>
    <message>
        <source>Add the first shots</source>
        <translation>Добавить первые шоты</translation>
    </message>
    <message>
        <source>Done %1 of %2</source>
        <translation>Готово %1 из %2</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::ProjectsPage</name>
    <message>
        <source>All</source>
        <translation>Все</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Архив</translation>
    </message>
    <message>
        <source>Trash</source>
        <translation>Корзина</translation>
    </message>
    <message>
        <source>Find a project</source>
        <translation>Найти проект</translation>
    </message>
    <message>
        <source>New project</source>
        <translation>Создать проект</translation>
    </message>
    <message>
        <source>Drop a folder with frames here and it becomes a project</source>
        <translation>Перетащите папку с кадрами&#xa0;— получится проект</translation>
    </message>
    <message>
        <source>Or look at how a film lies on the desk in the demo project</source>
        <translation>Или посмотрите в демо-проекте, как фильм лежит на столе</translation>
    </message>
    <message>
        <source>Projects</source>
        <translation>Проекты</translation>
    </message>
    <message>
        <source>Import folder…</source>
        <translation>Импорт папки…</translation>
    </message>
    <message>
        <source>Open the demo project</source>
        <translation>Открыть демо-проект</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Вернуть</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Открыть</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Переименовать…</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Дублировать</translation>
    </message>
    <message>
        <source>Take out of the archive</source>
        <translation>Вернуть из архива</translation>
    </message>
    <message>
        <source>To the archive</source>
        <translation>В архив</translation>
    </message>
    <message>
        <source>To the trash</source>
        <translation>В корзину</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::ProvenanceDialog</name>
    <message>
        <source>Data of the asset</source>
        <translation>Данные ассета</translation>
    </message>
    <message>
        <source>Data of %1</source>
        <translation>Данные: %1</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Модель</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Сид</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Сервис</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Ссылка</translation>
    </message>
    <message>
        <source>What you type is marked as typed by hand and goes into the passport.</source>
        <translation>Данные будут помечены «введено вручную» и войдут в технический паспорт.</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Промт</translation>
    </message>
    <message>
        <source>Negative prompt</source>
        <translation>Негативный промт</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Сохранить</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::QueueDelegate</name>
    <message>
        <source>Cancel</source>
        <translation>Отменить</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>Повторить</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Подробности</translation>
    </message>
    <message>
        <source>To the shot</source>
        <translation>К шоту</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Убрать</translation>
    </message>
    <message>
        <source>Shot %1</source>
        <translation>Шот %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>free</source>
        <translation>бесплатно</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::QueueModel</name>
    <message>
        <source>Shot %1, %2: %3</source>
        <translation>Шот %1, %2: %3</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::QueuePage</name>
    <message>
        <source>Shot and prompt</source>
        <translation>Шот и промт</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Модель</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Состояние</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Время</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Стоимость</translation>
    </message>
    <message>
        <source>The queue is empty</source>
        <translation>Очередь пуста</translation>
    </message>
    <message>
        <source>Everything that is generated or animated passes through here</source>
        <translation>Здесь проходит всё, что генерируется и оживляется</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Очередь</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Все</translation>
    </message>
    <message>
        <source>In progress</source>
        <translation>В работе</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Ожидание</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Ошибка</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Готово</translation>
    </message>
    <message>
        <source>Canceled</source>
        <translation>Отменено</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Подробности</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::RecoveryCodePage</name>
    <message>
        <source>Save the recovery code</source>
        <translation>Сохраните код восстановления</translation>
    </message>
    <message>
        <source>With it a new password can be set and the keys of the providers stay. It is shown only now: copy it or write it down.</source>
        <translation>С ним можно задать новый пароль и сохранить ключи провайдеров. Код показывается только сейчас: скопируйте или запишите его.</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>Код восстановления</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Копировать</translation>
    </message>
    <message>
        <source>I have saved the code</source>
        <translation>Код сохранён</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Скопировано</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::RecoveryPage</name>
    <message>
        <source>New password</source>
        <translation>Новый пароль</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>Логин</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>Код восстановления</translation>
    </message>
    <message>
        <source>Set password</source>
        <translation>Задать пароль</translation>
    </message>
    <message>
        <source>At least six characters</source>
        <translation>Не короче шести знаков</translation>
    </message>
    <message>
        <source>I have no code</source>
        <translation>Кода нет</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Назад</translation>
    </message>
    <message>
        <source>Without the code the projects open after a new password, but the keys of the providers have to be typed again.</source>
        <translation>Без кода проекты откроются с новым паролем, но ключи провайдеров придётся ввести заново.</translation>
    </message>
    <message>
        <source>Set a password without the code?</source>
        <translation>Задать пароль без кода?</translation>
    </message>
    <message>
        <source>The projects stay. The sealed keys of the providers are lost and have to be typed again.</source>
        <translation>Проекты останутся. Зашифрованные ключи провайдеров пропадут, их придётся ввести заново.</translation>
    </message>
    <message>
        <source>Type the recovery code</source>
        <translation>Введите код восстановления</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::SearchField</name>
    <message>
        <source>Clear</source>
        <translation>Очистить</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::ShotHeader</name>
    <message>
        <source>Status: %1</source>
        <translation>Статус: %1</translation>
    </message>
    <message>
        <source>Previous shot</source>
        <translation>Предыдущий шот</translation>
    </message>
    <message>
        <source>Next shot</source>
        <translation>Следующий шот</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Метка</translation>
    </message>
    <message>
        <source>Storyboard</source>
        <translation>Сценарный стол</translation>
    </message>
    <message>
        <source>Back to the storyboard</source>
        <translation>Назад на сценарный стол</translation>
    </message>
    <message>
        <source>Untitled shot</source>
        <translation>Шот без названия</translation>
    </message>
    <message>
        <source>Title of the shot</source>
        <translation>Название шота</translation>
    </message>
    <message>
        <source>own length</source>
        <translation>своя длина</translation>
    </message>
    <message>
        <source> s</source>
        <translation>&#xa0;с</translation>
    </message>
    <message>
        <source>Planned duration</source>
        <translation>Плановая длительность</translation>
    </message>
    <message>
        <source>Planned duration in the film</source>
        <translation>Плановая длительность в фильме</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 из %2</translation>
    </message>
    <message>
        <source>No label</source>
        <translation>Без метки</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::ShotPage</name>
    <message>
        <source>Nothing in this shot yet</source>
        <translation>В этом шоте пока пусто</translation>
    </message>
    <message>
        <source>Describe the frame below and generate, or drag pictures and videos here</source>
        <translation>Опишите кадр внизу и сгенерируйте или перетащите сюда картинки и видео</translation>
    </message>
    <message>
        <source>Script: what happens in the shot</source>
        <translation>Сценарий: что происходит в шоте</translation>
    </message>
    <message>
        <source>Script of the shot</source>
        <translation>Сценарий шота</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Все</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Картинки</translation>
    </message>
    <message>
        <source>Videos</source>
        <translation>Видео</translation>
    </message>
    <message>
        <source>References</source>
        <translation>Референсы</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>Кадры</translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation>Избранные</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Отсеянные</translation>
    </message>
    <message>
        <source>Trash</source>
        <translation>Корзина</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Модель</translation>
    </message>
    <message>
        <source>Size of the cards</source>
        <translation>Размер карточек</translation>
    </message>
    <message>
        <source>picture</source>
        <translation>картинка</translation>
    </message>
    <message>
        <source>All models</source>
        <translation>Все модели</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Подробности</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Вернуть</translation>
    </message>
    <message>
        <source>No headliner</source>
        <translation>Снять хедлайнера</translation>
    </message>
    <message>
        <source>Make headliner</source>
        <translation>Сделать хедлайнером</translation>
    </message>
    <message>
        <source>Animate</source>
        <translation>Оживить</translation>
    </message>
    <message>
        <source>Not a favourite</source>
        <translation>Убрать из избранного</translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation>В избранное</translation>
    </message>
    <message>
        <source>Take back into the feed</source>
        <translation>Вернуть в ленту</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Отсеять</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>Повторить</translation>
    </message>
    <message>
        <source>With a new seed</source>
        <translation>С новым сидом</translation>
    </message>
    <message>
        <source>Take settings</source>
        <translation>Взять настройки</translation>
    </message>
    <message>
        <source>Take settings and seed</source>
        <translation>Взять настройки и сид</translation>
    </message>
    <message>
        <source>Copy files</source>
        <translation>Скопировать файлы</translation>
    </message>
    <message>
        <source>Move to another shot…</source>
        <translation>Переместить в другой шот…</translation>
    </message>
    <message>
        <source>Copy to another shot…</source>
        <translation>Скопировать в другой шот…</translation>
    </message>
    <message>
        <source>Show file</source>
        <translation>Показать файл</translation>
    </message>
    <message>
        <source>Open in another program</source>
        <translation>Открыть в другой программе</translation>
    </message>
    <message>
        <source>To the trash</source>
        <translation>В корзину</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Del</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::Toast</name>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::TopBar</name>
    <message>
        <source>Menu</source>
        <translation>Меню</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Очередь</translation>
    </message>
    <message>
        <source>Passport</source>
        <translation>Паспорт</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Настройки</translation>
    </message>
    <message>
        <source>Technical passport</source>
        <translation>Технический паспорт</translation>
    </message>
    <message>
        <source>Account: %1</source>
        <translation>Учётная запись: %1</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::VideoView</name>
    <message>
        <source>Player</source>
        <translation>Проигрыватель</translation>
    </message>
</context>
</TS>
