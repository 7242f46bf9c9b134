<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru" sourcelanguage="en">
<context>
    <name>AddressText</name>
    <message>
        <source>This is no address of a picture or a video.</source>
        <translation>Это не адрес картинки или видео.</translation>
    </message>
    <message>
        <source>The address begins with http. Only https is fetched: save the file and drag it here.</source>
        <translation>Адрес начинается с http, а загружаем мы только по https. Сохраните файл и перетащите его сюда.</translation>
    </message>
    <message>
        <source>The address leads into your own network, and nothing is fetched from there. Save the file and drag it here.</source>
        <translation>Адрес ведёт в вашу собственную сеть, оттуда ничего не загружаем. Сохраните файл и перетащите его сюда.</translation>
    </message>
    <message>
        <source>There is no file at this address any more.</source>
        <translation>По этому адресу файла больше нет.</translation>
    </message>
    <message>
        <source>The site gives this file only to those who are logged in there. Save it in the browser and drag the file here.</source>
        <translation>Сайт отдаёт этот файл только тем, кто на нём вошёл. Сохраните его в браузере и перетащите файл сюда.</translation>
    </message>
    <message>
        <source>The site is busy. Try again a little later.</source>
        <translation>Сайт занят. Попробуйте чуть позже.</translation>
    </message>
    <message>
        <source>The site cannot be reached. Check the connection and the address.</source>
        <translation>Сайт недоступен. Проверьте связь и адрес.</translation>
    </message>
    <message>
        <source>The safety of the connection to the site could not be checked. Nothing was fetched.</source>
        <translation>Не удалось проверить безопасность соединения с сайтом. Ничего не загружено.</translation>
    </message>
    <message>
        <source>The site answers too slowly. Try again later.</source>
        <translation>Сайт отвечает слишком медленно. Попробуйте позже.</translation>
    </message>
    <message>
        <source>The connection broke before the file was there. Try again.</source>
        <translation>Связь прервалась раньше, чем пришёл файл. Попробуйте ещё раз.</translation>
    </message>
    <message>
        <source>The file at this address is larger than 4 GB and was not fetched.</source>
        <translation>Файл по этому адресу больше 4&#xa0;ГБ и не загружен.</translation>
    </message>
    <message>
        <source>The address leads on to a place that is not allowed. Save the file in the browser and drag it here.</source>
        <translation>Адрес ведёт дальше, в недопустимое место. Сохраните файл в браузере и перетащите его сюда.</translation>
    </message>
    <message>
        <source>There is a page at this address, not a picture or a video. Open the picture itself and drag its address, or save it as a file.</source>
        <translation>По этому адресу страница, а не картинка или видео. Откройте саму картинку и перетащите её адрес или сохраните её файлом.</translation>
    </message>
    <message>
        <source>There is no room on the disk for the file. Free some space and try again.</source>
        <translation>На диске нет места для файла. Освободите место и попробуйте ещё раз.</translation>
    </message>
    <message>
        <source>The file could not be kept. The log says why.</source>
        <translation>Не удалось сохранить файл. Причина&#xa0;— в журнале («Настройки», «О программе»).</translation>
    </message>
</context>
<context>
    <name>Application</name>
    <message>
        <source>Raskadr</source>
        <translation>Раскадр</translation>
    </message>
</context>
<context>
    <name>AssetFacts</name>
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
        <source>Steps</source>
        <translation>Шаги</translation>
    </message>
    <message>
        <source>Guidance (CFG)</source>
        <translation>Сила промта (CFG)</translation>
    </message>
    <message>
        <source>Sampler</source>
        <translation>Сэмплер</translation>
    </message>
    <message>
        <source>Scheduler</source>
        <translation>Планировщик</translation>
    </message>
    <message>
        <source>Denoising</source>
        <translation>Сила шума</translation>
    </message>
    <message>
        <source>Size asked</source>
        <translation>Запрошено</translation>
    </message>
    <message>
        <source>Aspect ratio</source>
        <translation>Формат кадра</translation>
    </message>
    <message>
        <source>Model hash</source>
        <translation>Хеш модели</translation>
    </message>
    <message>
        <source>VAE</source>
        <translation>VAE</translation>
    </message>
    <message>
        <source>LoRA</source>
        <translation>LoRA</translation>
    </message>
    <message>
        <source>Styles</source>
        <translation>Стили</translation>
    </message>
    <message>
        <source>CLIP skip</source>
        <translation>CLIP skip</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Версия</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>Автор</translation>
    </message>
    <message>
        <source>Credit</source>
        <translation>Источник</translation>
    </message>
    <message>
        <source>Rights</source>
        <translation>Права</translation>
    </message>
    <message>
        <source>Made by</source>
        <translation>Чем сделано</translation>
    </message>
    <message>
        <source>a neural network</source>
        <translation>нейросетью</translation>
    </message>
    <message>
        <source>partly a neural network</source>
        <translation>отчасти нейросетью</translation>
    </message>
    <message>
        <source>a camera</source>
        <translation>камерой</translation>
    </message>
    <message>
        <source>from the file, a guess</source>
        <translation>из файла, предположительно</translation>
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
</context>
<context>
    <name>AssetMenu</name>
    <message>
        <source>Take settings</source>
        <translation>Взять настройки</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Del</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Вернуть</translation>
    </message>
    <message>
        <source>Copy files</source>
        <translation>Скопировать файлы</translation>
    </message>
    <message>
        <source>Enter data…</source>
        <translation>Внести данные…</translation>
    </message>
    <message>
        <source>To the trash</source>
        <translation>В корзину</translation>
    </message>
    <message>
        <source>No headliner</source>
        <translation>Снять хедлайнер</translation>
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
        <source>Take a frame</source>
        <translation>Взять кадр</translation>
    </message>
    <message>
        <source>First frame</source>
        <translation>Первый кадр</translation>
    </message>
    <message>
        <source>Last frame</source>
        <translation>Последний кадр</translation>
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
        <source>Take seed</source>
        <translation>Взять сид</translation>
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
        <source>Open in the default program</source>
        <translation>Открыть в программе по умолчанию</translation>
    </message>
    <message>
        <source>Delete for good…</source>
        <translation>Удалить навсегда…</translation>
    </message>
    <message>
        <source>Read from the file</source>
        <translation>Прочитать из файла</translation>
    </message>
</context>
<context>
    <name>BoardAccess</name>
    <message>
        <source>Shot %1</source>
        <translation>Шот %1</translation>
    </message>
    <message>
        <source>Shot %1: %2</source>
        <translation>Шот %1: %2</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 из %2</translation>
    </message>
    <message>
        <source>label: %1</source>
        <translation>метка: %1</translation>
    </message>
    <message>
        <source>no pictures yet</source>
        <translation>картинок пока нет</translation>
    </message>
    <message>
        <source>the file is missing</source>
        <translation>файла нет на месте</translation>
    </message>
    <message>
        <source>no headliner</source>
        <translation>нет хедлайнера</translation>
    </message>
    <message>
        <source>video, %1</source>
        <translation>видео, %1</translation>
    </message>
    <message>
        <source>generating, %1</source>
        <translation>генерируется, %1</translation>
    </message>
    <message>
        <source>generating</source>
        <translation>генерируется</translation>
    </message>
    <message>
        <source>a generation failed</source>
        <translation>генерация не удалась</translation>
    </message>
    <message>
        <source>in the queue</source>
        <translation>в очереди</translation>
    </message>
    <message numerus="yes">
        <source>%n unread comment(s)</source>
        <translation>
            <numerusform>%n&#xa0;новый комментарий</numerusform>
            <numerusform>%n&#xa0;новых комментария</numerusform>
            <numerusform>%n&#xa0;новых комментариев</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n comment(s)</source>
        <translation>
            <numerusform>%n&#xa0;комментарий</numerusform>
            <numerusform>%n&#xa0;комментария</numerusform>
            <numerusform>%n&#xa0;комментариев</numerusform>
        </translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Открыть</translation>
    </message>
    <message>
        <source>Select or deselect</source>
        <translation>Выбрать или снять выбор</translation>
    </message>
    <message>
        <source>Move left</source>
        <translation>Сдвинуть влево</translation>
    </message>
    <message>
        <source>Move right</source>
        <translation>Сдвинуть вправо</translation>
    </message>
    <message>
        <source>Opens the shot</source>
        <translation>Открывает шот</translation>
    </message>
    <message>
        <source>Adds the box to the selection or takes it out</source>
        <translation>Добавляет шот к выбранным или убирает из них</translation>
    </message>
    <message>
        <source>Moves the box before the previous one</source>
        <translation>Ставит шот перед предыдущим</translation>
    </message>
    <message>
        <source>Moves the box behind the next one</source>
        <translation>Ставит шот за следующим</translation>
    </message>
    <message>
        <source>%1: accepted</source>
        <translation>%1: принято</translation>
    </message>
    <message>
        <source>%1: changes wanted</source>
        <translation>%1: нужны правки</translation>
    </message>
</context>
<context>
    <name>BoardCard</name>
    <message>
        <source>generating</source>
        <translation>генерируется</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Ошибка</translation>
    </message>
    <message>
        <source>in the queue</source>
        <translation>в очереди</translation>
    </message>
    <message>
        <source>no file</source>
        <translation>нет файла</translation>
    </message>
    <message>
        <source>no headliner</source>
        <translation>нет хедлайнера</translation>
    </message>
    <message>
        <source>New shot</source>
        <translation>Новый шот</translation>
    </message>
</context>
<context>
    <name>Catalog</name>
    <message>
        <source>yes</source>
        <translation>да</translation>
    </message>
    <message>
        <source>no</source>
        <translation>нет</translation>
    </message>
    <message>
        <source>Choice</source>
        <translation>Список</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Текст</translation>
    </message>
    <message>
        <source>Whole number</source>
        <translation>Целое число</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Число</translation>
    </message>
    <message>
        <source>Yes or no</source>
        <translation>Да или нет</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Перечень</translation>
    </message>
    <message>
        <source>from %1 to %2</source>
        <translation>от %1 до %2</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>от %1</translation>
    </message>
    <message>
        <source>up to %1</source>
        <translation>до %1</translation>
    </message>
    <message>
        <source>up to %1 characters</source>
        <translation>до %1&#xa0;знаков</translation>
    </message>
    <message>
        <source>required</source>
        <translation>нужно</translation>
    </message>
    <message>
        <source>Picture to picture</source>
        <translation>Картинка в картинку</translation>
    </message>
    <message>
        <source>Text to picture</source>
        <translation>Текст в картинку</translation>
    </message>
    <message>
        <source>Picture to video</source>
        <translation>Картинка в видео</translation>
    </message>
    <message>
        <source>Text to video</source>
        <translation>Текст в видео</translation>
    </message>
    <message>
        <source>Text to text</source>
        <translation>Текст в текст</translation>
    </message>
</context>
<context>
    <name>Cli</name>
    <message numerus="yes">
        <source>A password has at least %n character(s).</source>
        <translation>
            <numerusform>В пароле должен быть хотя бы %n&#xa0;знак.</numerusform>
            <numerusform>В пароле должно быть не меньше %n&#xa0;знаков.</numerusform>
            <numerusform>В пароле должно быть не меньше %n&#xa0;знаков.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A login has 1 to %n printable character(s).</source>
        <translation>
            <numerusform>В логине от 1 до %n&#xa0;печатного знака.</numerusform>
            <numerusform>В логине от 1 до %n&#xa0;печатных знаков.</numerusform>
            <numerusform>В логине от 1 до %n&#xa0;печатных знаков.</numerusform>
        </translation>
    </message>
    <message>
        <source>No password was given. Put it into RASKADR_PASSWORD or type it twice at the terminal.</source>
        <translation>Пароль не задан. Укажите его в RASKADR_PASSWORD или введите дважды в терминале.</translation>
    </message>
    <message>
        <source>The account “%1” is ready.</source>
        <translation>Учётная запись «%1» готова.</translation>
    </message>
    <message>
        <source>Recovery code: %1</source>
        <translation>Код восстановления: %1</translation>
    </message>
    <message>
        <source>Keep the code: with it a new password can be set, and it is not shown again.</source>
        <translation>Сохраните код: с ним можно задать новый пароль, и больше он не показывается.</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>Логин</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Имя</translation>
    </message>
    <message>
        <source>There are no accounts yet.</source>
        <translation>Учётных записей пока нет.</translation>
    </message>
    <message>
        <source>Create an account and show its recovery code.</source>
        <translation>Создать учётную запись и показать её код восстановления.</translation>
    </message>
    <message>
        <source>Show who works in the library.</source>
        <translation>Показать, кто работает в библиотеке.</translation>
    </message>
    <message>
        <source>“%1” has no option %2.</source>
        <translation>У «%1» нет параметра %2.</translation>
    </message>
    <message>
        <source>There is no option %1.</source>
        <translation>Параметра %1 нет.</translation>
    </message>
    <message>
        <source>The option %1 takes no value.</source>
        <translation>Параметр %1 пишется без значения.</translation>
    </message>
    <message>
        <source>The option %1 needs a value: %1 %2.</source>
        <translation>Параметру %1 нужно значение: %1 %2.</translation>
    </message>
    <message>
        <source>The option %1 stands there twice.</source>
        <translation>Параметр %1 указан дважды.</translation>
    </message>
    <message>
        <source>“%1” needs %2 as well.</source>
        <translation>Для «%1» нужно ещё %2.</translation>
    </message>
    <message>
        <source>“%1” does not know what to do with “%2”.</source>
        <translation>Команда «%1» не знает, что делать с «%2».</translation>
    </message>
    <message>
        <source>There is no command.</source>
        <translation>Нет команды.</translation>
    </message>
    <message>
        <source>“%1” needs another word behind it.</source>
        <translation>После «%1» нужно ещё слово.</translation>
    </message>
    <message>
        <source>There is no command “%1”.</source>
        <translation>Команды «%1» нет.</translation>
    </message>
    <message>
        <source>Who works; not needed if the library has one account only.</source>
        <translation>Кто работает; не нужно, если в библиотеке одна учётная запись.</translation>
    </message>
    <message>
        <source>How long to wait for the library to be closed elsewhere; 10 unless told.</source>
        <translation>Сколько секунд ждать, если библиотека открыта; обычно 10.</translation>
    </message>
    <message>
        <source>Print one JSON document instead of text.</source>
        <translation>Вывести один документ JSON вместо текста.</translation>
    </message>
    <message>
        <source>The language of the texts.</source>
        <translation>Язык текстов.</translation>
    </message>
    <message>
        <source>Show this help.</source>
        <translation>Показать эту справку.</translation>
    </message>
    <message>
        <source>Show the version of the program.</source>
        <translation>Показать версию программы.</translation>
    </message>
    <message>
        <source>--wait-lock takes a number of seconds from 0 on.</source>
        <translation>--wait-lock принимает число секунд от 0.</translation>
    </message>
    <message>
        <source>The library is damaged. This is what can still be read of it.</source>
        <translation>Библиотека повреждена. Вот что ещё удаётся прочитать.</translation>
    </message>
    <message>
        <source>The library has no account yet. Create one: raskadr-cli account create LOGIN.</source>
        <translation>В библиотеке ещё нет учётных записей. Создайте: raskadr-cli account create LOGIN.</translation>
    </message>
    <message>
        <source>The library has several accounts. Say which one: --account LOGIN.</source>
        <translation>В библиотеке несколько учётных записей. Укажите одну: --account LOGIN.</translation>
    </message>
    <message>
        <source>No password was given. Put it into RASKADR_PASSWORD or type it at the terminal.</source>
        <translation>Пароль не задан. Укажите его в RASKADR_PASSWORD или введите в терминале.</translation>
    </message>
    <message>
        <source>done</source>
        <translation>готово</translation>
    </message>
    <message>
        <source>failed; one sentence on standard error says why</source>
        <translation>не получилось; причина&#xa0;— в стандартном потоке ошибок</translation>
    </message>
    <message>
        <source>the command line is wrong</source>
        <translation>команда записана неверно</translation>
    </message>
    <message>
        <source>not logged in, or the password is wrong</source>
        <translation>нет входа или неверный пароль</translation>
    </message>
    <message>
        <source>the library is open in the program</source>
        <translation>библиотека открыта в программе</translation>
    </message>
    <message>
        <source>Raskadr without a window: the same library, for scripts and servers.</source>
        <translation>Раскадр без окна: та же библиотека, для скриптов и серверов.</translation>
    </message>
    <message>
        <source>Usage:</source>
        <translation>Как писать:</translation>
    </message>
    <message>
        <source>Commands:</source>
        <translation>Команды:</translation>
    </message>
    <message>
        <source>Options:</source>
        <translation>Параметры:</translation>
    </message>
    <message>
        <source>The password is taken from RASKADR_PASSWORD or typed at the terminal. Ids are written in full or by their last eight digits; PROJECT#7 is the seventh shot. Commands that only read work beside the open program; the others wait until it is closed.</source>
        <translation>Пароль берётся из RASKADR_PASSWORD или вводится в терминале. ID пишут целиком или последними восемью знаками; PROJECT#7&#xa0;— седьмой шот. Команды, которые только читают, работают рядом с открытой программой; остальные ждут, пока её закроют.</translation>
    </message>
    <message>
        <source>Exit status:</source>
        <translation>Код завершения:</translation>
    </message>
    <message>
        <source>More about a command: raskadr-cli COMMAND --help</source>
        <translation>Подробнее о команде: raskadr-cli COMMAND --help</translation>
    </message>
    <message>
        <source>Options of every command:</source>
        <translation>Параметры всех команд:</translation>
    </message>
    <message>
        <source>“%1” fits several ids. Write the id in full.</source>
        <translation>«%1» подходит к нескольким ID. Напишите ID целиком.</translation>
    </message>
    <message>
        <source>The project “%1” has no shot %2.</source>
        <translation>В проекте «%1» нет шота %2.</translation>
    </message>
    <message>
        <source>There is no project “%1”.</source>
        <translation>Проекта «%1» нет.</translation>
    </message>
    <message>
        <source>There is no shot “%1”.</source>
        <translation>Шота «%1» нет.</translation>
    </message>
    <message>
        <source>There is no asset “%1”.</source>
        <translation>Ассета «%1» нет.</translation>
    </message>
    <message>
        <source>There is no generation “%1”.</source>
        <translation>Генерации «%1» нет.</translation>
    </message>
    <message>
        <source>The library is ready: %1</source>
        <translation>Библиотека готова: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n original(s) checked.</source>
        <translation>
            <numerusform>Проверен %n&#xa0;оригинал.</numerusform>
            <numerusform>Проверено %n&#xa0;оригинала.</numerusform>
            <numerusform>Проверено %n&#xa0;оригиналов.</numerusform>
        </translation>
    </message>
    <message>
        <source>Everything is in place.</source>
        <translation>Всё на месте.</translation>
    </message>
    <message>
        <source>The library is not in order.</source>
        <translation>В библиотеке не всё в порядке.</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) missing:</source>
        <translation>
            <numerusform>Нет на месте, %n&#xa0;файл:</numerusform>
            <numerusform>Нет на месте, %n&#xa0;файла:</numerusform>
            <numerusform>Нет на месте, %n&#xa0;файлов:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) altered:</source>
        <translation>
            <numerusform>Изменён %n&#xa0;файл:</numerusform>
            <numerusform>Изменены %n&#xa0;файла:</numerusform>
            <numerusform>Изменено %n&#xa0;файлов:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) unreadable:</source>
        <translation>
            <numerusform>Не читается %n&#xa0;файл:</numerusform>
            <numerusform>Не читаются %n&#xa0;файла:</numerusform>
            <numerusform>Не читаются %n&#xa0;файлов:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n broken row(s):</source>
        <translation>
            <numerusform>Испорчена %n&#xa0;строка:</numerusform>
            <numerusform>Испорчены %n&#xa0;строки:</numerusform>
            <numerusform>Испорчено %n&#xa0;строк:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) lag behind and will be written with the next change:</source>
        <translation>
            <numerusform>Отстала %n&#xa0;запись, обновится при следующем изменении:</numerusform>
            <numerusform>Отстали %n&#xa0;записи, обновятся при следующем изменении:</numerusform>
            <numerusform>Отстали %n&#xa0;записей, обновятся при следующем изменении:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sidecar(s) lag behind and will be written with the next change:</source>
        <translation>
            <numerusform>Отстало %n&#xa0;описание файла, обновится при следующем изменении:</numerusform>
            <numerusform>Отстали %n&#xa0;описания файлов, обновятся при следующем изменении:</numerusform>
            <numerusform>Отстали %n&#xa0;описаний файлов, обновятся при следующем изменении:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) that nothing refers to:</source>
        <translation>
            <numerusform>Ни к чему не относится %n&#xa0;файл:</numerusform>
            <numerusform>Ни к чему не относятся %n&#xa0;файла:</numerusform>
            <numerusform>Ни к чему не относятся %n&#xa0;файлов:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n leftover(s) of interrupted work:</source>
        <translation>
            <numerusform>Остаток прерванной работы, %n&#xa0;файл:</numerusform>
            <numerusform>Остатки прерванной работы, %n&#xa0;файла:</numerusform>
            <numerusform>Остатки прерванной работы, %n&#xa0;файлов:</numerusform>
        </translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>Проверяем</translation>
    </message>
    <message>
        <source>Library: %1</source>
        <translation>Библиотека: %1</translation>
    </message>
    <message>
        <source>Projects: %1</source>
        <translation>Проекты: %1</translation>
    </message>
    <message>
        <source>Shots: %1</source>
        <translation>Шоты: %1</translation>
    </message>
    <message>
        <source>Assets: %1</source>
        <translation>Ассеты: %1</translation>
    </message>
    <message>
        <source>Generations: %1</source>
        <translation>Генерации: %1</translation>
    </message>
    <message>
        <source>Originals of the whole library: %1, %2</source>
        <translation>Оригиналы всей библиотеки: %1, %2</translation>
    </message>
    <message>
        <source>On the disk: %1</source>
        <translation>На диске: %1</translation>
    </message>
    <message>
        <source>Free: %1</source>
        <translation>Свободно: %1</translation>
    </message>
    <message>
        <source>Make a library in the folder given by --library.</source>
        <translation>Создать библиотеку в папке из --library.</translation>
    </message>
    <message>
        <source>Read every original again and name what is missing, altered or broken.</source>
        <translation>Перечитать все оригиналы и назвать, чего нет, что изменено или испорчено.</translation>
    </message>
    <message>
        <source>Count what is in the library.</source>
        <translation>Сосчитать, что есть в библиотеке.</translation>
    </message>
    <message>
        <source>How it is written: raskadr-cli %1 --help</source>
        <translation>Как писать: raskadr-cli %1 --help</translation>
    </message>
    <message>
        <source>What there is: raskadr-cli --help</source>
        <translation>Что есть: raskadr-cli --help</translation>
    </message>
    <message>
        <source>The language is ru or en.</source>
        <translation>Язык&#xa0;— ru или en.</translation>
    </message>
    <message>
        <source>The result could not be written to standard output.</source>
        <translation>Результат не удалось вывести.</translation>
    </message>
    <message>
        <source>The library is open in the program.</source>
        <translation>Библиотека открыта в программе.</translation>
    </message>
    <message>
        <source>Stopped. What was done stays.</source>
        <translation>Остановлено. Сделанное остаётся.</translation>
    </message>
    <message>
        <source>Password of “%1”</source>
        <translation>Пароль «%1»</translation>
    </message>
    <message>
        <source>New password of “%1”</source>
        <translation>Новый пароль «%1»</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>Ещё раз</translation>
    </message>
    <message>
        <source>A project needs a title.</source>
        <translation>Проекту нужно название.</translation>
    </message>
    <message>
        <source>--aspect takes width to height, for example 16:9 or 2.39:1.</source>
        <translation>--aspect принимает ширину к высоте, например 16:9 или 2.39:1.</translation>
    </message>
    <message>
        <source>The project “%1” was created: %2</source>
        <translation>Проект «%1» создан: %2</translation>
    </message>
    <message>
        <source>Shots</source>
        <translation>Шоты</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Готово</translation>
    </message>
    <message>
        <source>Aspect</source>
        <translation>Кадр</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Название</translation>
    </message>
    <message>
        <source>There are no projects yet.</source>
        <translation>Проектов пока нет.</translation>
    </message>
    <message>
        <source>Create a project.</source>
        <translation>Создать проект.</translation>
    </message>
    <message>
        <source>The frame of the film as width to height.</source>
        <translation>Формат кадра: ширина к высоте.</translation>
    </message>
    <message>
        <source>Show the projects of the account.</source>
        <translation>Показать проекты учётной записи.</translation>
    </message>
    <message>
        <source>--count takes a number from 1 to %1.</source>
        <translation>--count принимает число от 1 до %1.</translation>
    </message>
    <message>
        <source>Shot %1 was added: %2</source>
        <translation>Добавлен шот %1: %2</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>№</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Статус</translation>
    </message>
    <message>
        <source>Assets</source>
        <translation>Ассеты</translation>
    </message>
    <message>
        <source>Headliner</source>
        <translation>Хедлайнер</translation>
    </message>
    <message>
        <source>The project has no shots yet.</source>
        <translation>В проекте пока нет шотов.</translation>
    </message>
    <message>
        <source>“%1” is no number of a shot.</source>
        <translation>«%1»&#xa0;— не номер шота.</translation>
    </message>
    <message>
        <source>Shot %1 is shot %2 now.</source>
        <translation>Шот %1 теперь шот %2.</translation>
    </message>
    <message>
        <source>“%1” is no status; there are waiting, in-progress and done.</source>
        <translation>«%1»&#xa0;— не статус; есть waiting, in-progress и done.</translation>
    </message>
    <message>
        <source>Shot %1: %2</source>
        <translation>Шот %1: %2</translation>
    </message>
    <message>
        <source>Add shots at the end of the film.</source>
        <translation>Добавить шоты в конец фильма.</translation>
    </message>
    <message>
        <source>The title of the shot.</source>
        <translation>Название шота.</translation>
    </message>
    <message>
        <source>The text of the script.</source>
        <translation>Текст сценария.</translation>
    </message>
    <message>
        <source>How many shots to add; 1 unless told.</source>
        <translation>Сколько шотов добавить; обычно 1.</translation>
    </message>
    <message>
        <source>Show the shots of a project in story order.</source>
        <translation>Показать шоты проекта по порядку.</translation>
    </message>
    <message>
        <source>Give the shot with the number FROM the number TO.</source>
        <translation>Переставить шот с места FROM на место TO.</translation>
    </message>
    <message>
        <source>Set the status of a shot: waiting, in-progress or done.</source>
        <translation>Задать статус шота: waiting, in-progress или done.</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Вид</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>Откуда</translation>
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
        <source>Prompt</source>
        <translation>Промт</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>да</translation>
    </message>
    <message>
        <source>The shot is empty.</source>
        <translation>Шот пуст.</translation>
    </message>
    <message>
        <source>Model: %1</source>
        <translation>Модель: %1</translation>
    </message>
    <message>
        <source>Prompt: %1</source>
        <translation>Промт: %1</translation>
    </message>
    <message>
        <source>Negative prompt: %1</source>
        <translation>Негативный промт: %1</translation>
    </message>
    <message>
        <source>Seed: %1</source>
        <translation>Сид: %1</translation>
    </message>
    <message>
        <source>Parameters: %1</source>
        <translation>Параметры: %1</translation>
    </message>
    <message>
        <source>Service: %1</source>
        <translation>Сервис: %1</translation>
    </message>
    <message>
        <source>Link: %1</source>
        <translation>Ссылка: %1</translation>
    </message>
    <message>
        <source>Asset %1 of shot %2</source>
        <translation>Ассет %1 в шоте %2</translation>
    </message>
    <message>
        <source>Length: %1</source>
        <translation>Длина: %1</translation>
    </message>
    <message>
        <source>It is the headliner of the shot.</source>
        <translation>Это хедлайнер шота.</translation>
    </message>
    <message>
        <source>Note: %1</source>
        <translation>Заметка: %1</translation>
    </message>
    <message>
        <source>File: %1</source>
        <translation>Файл: %1</translation>
    </message>
    <message>
        <source>The asset “%1” is in another shot.</source>
        <translation>Ассет «%1»&#xa0;— в другом шоте.</translation>
    </message>
    <message>
        <source>The headliner of shot %1 is %2.</source>
        <translation>Хедлайнер шота %1&#xa0;— %2.</translation>
    </message>
    <message>
        <source>“%1” is no moment of a video; write first, last or milliseconds.</source>
        <translation>«%1»&#xa0;— не момент видео; напишите first, last или миллисекунды.</translation>
    </message>
    <message>
        <source>“%1” is a picture. Frames are taken out of videos.</source>
        <translation>«%1»&#xa0;— картинка. Кадры берут из видео.</translation>
    </message>
    <message>
        <source>The video is %1 long.</source>
        <translation>Длина видео&#xa0;— %1.</translation>
    </message>
    <message>
        <source>The frame is an asset of shot %1 now: %2</source>
        <translation>Кадр теперь ассет шота %1: %2</translation>
    </message>
    <message>
        <source>Show what is in a shot, newest first.</source>
        <translation>Показать, что лежит в шоте, от новых к старым.</translation>
    </message>
    <message>
        <source>Show everything about an asset and how it was made.</source>
        <translation>Показать всё об ассете и о том, как он сделан.</translation>
    </message>
    <message>
        <source>Make an asset the face of its shot.</source>
        <translation>Сделать ассет хедлайнером шота.</translation>
    </message>
    <message>
        <source>Take a frame out of a video as a picture of the same shot; MOMENT is first, last or milliseconds.</source>
        <translation>Взять кадр видео картинкой в тот же шот; MOMENT&#xa0;— first, last или миллисекунды.</translation>
    </message>
    <message>
        <source>Say which model: --model MODEL.</source>
        <translation>Укажите модель: --model MODEL.</translation>
    </message>
    <message>
        <source>There is no model “%1”. All models: raskadr-cli model list</source>
        <translation>Модели «%1» нет. Все модели: raskadr-cli model list</translation>
    </message>
    <message>
        <source>--set takes NAME=VALUE, and “%1” is not so written.</source>
        <translation>--set принимает NAME=VALUE, а «%1» написано иначе.</translation>
    </message>
    <message>
        <source>--input takes SLOT=ASSET, and “%1” is not so written.</source>
        <translation>--input принимает SLOT=ASSET, а «%1» написано иначе.</translation>
    </message>
    <message>
        <source>The value of “%1” does not fit. What fits: raskadr-cli model params %2</source>
        <translation>Значение «%1» не подходит. Что подходит: raskadr-cli model params %2</translation>
    </message>
    <message>
        <source>Not every generation is done. Why: raskadr-cli queue list</source>
        <translation>Готовы не все генерации. Почему: raskadr-cli queue list</translation>
    </message>
    <message>
        <source>Stopped. What is not done waits in the queue: raskadr-cli queue run</source>
        <translation>Остановлено. Остальное ждёт в очереди: raskadr-cli queue run</translation>
    </message>
    <message>
        <source>The model “%1” makes no video of this asset. All models: raskadr-cli model list</source>
        <translation>Модель «%1» не оживляет этот ассет. Все модели: raskadr-cli model list</translation>
    </message>
    <message>
        <source>The model to run.</source>
        <translation>Какой моделью генерировать.</translation>
    </message>
    <message>
        <source>What to show.</source>
        <translation>Что показать: промт.</translation>
    </message>
    <message>
        <source>A parameter of the model.</source>
        <translation>Параметр модели.</translation>
    </message>
    <message>
        <source>Run it now and wait for the result; else it waits in the queue.</source>
        <translation>Выполнить сейчас и дождаться результата; иначе ждёт в очереди.</translation>
    </message>
    <message>
        <source>Generate assets in a shot.</source>
        <translation>Сгенерировать ассеты в шоте.</translation>
    </message>
    <message>
        <source>How many variants; 1 unless told.</source>
        <translation>Сколько вариантов; обычно 1.</translation>
    </message>
    <message>
        <source>An asset for an input of the model.</source>
        <translation>Ассет для входа модели.</translation>
    </message>
    <message>
        <source>Make a video of a picture, in the same shot.</source>
        <translation>Оживить картинку в том же шоте.</translation>
    </message>
    <message>
        <source>Importing</source>
        <translation>Импортируем</translation>
    </message>
    <message>
        <source>The import was stopped. What is in stays in.</source>
        <translation>Импорт остановлен. Добавленное остаётся.</translation>
    </message>
    <message>
        <source>Nothing was imported.</source>
        <translation>Ничего не импортировано.</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) imported.</source>
        <translation>
            <numerusform>Импортирован %n&#xa0;файл.</numerusform>
            <numerusform>Импортировано %n&#xa0;файла.</numerusform>
            <numerusform>Импортировано %n&#xa0;файлов.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new shot(s).</source>
        <translation>
            <numerusform>%n&#xa0;новый шот.</numerusform>
            <numerusform>%n&#xa0;новых шота.</numerusform>
            <numerusform>%n&#xa0;новых шотов.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) skipped: they are in the project already.</source>
        <translation>
            <numerusform>Пропущен %n&#xa0;файл: он уже в проекте.</numerusform>
            <numerusform>Пропущено %n&#xa0;файла: они уже в проекте.</numerusform>
            <numerusform>Пропущено %n&#xa0;файлов: они уже в проекте.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n link(s) not followed.</source>
        <translation>
            <numerusform>Пропущена %n&#xa0;ссылка за пределы папки.</numerusform>
            <numerusform>Пропущены %n&#xa0;ссылки за пределы папки.</numerusform>
            <numerusform>Пропущено %n&#xa0;ссылок за пределы папки.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pipe(s), device(s) or socket(s) left out.</source>
        <translation>
            <numerusform>Пропущено каналов, устройств и сокетов: %n.</numerusform>
            <numerusform>Пропущено каналов, устройств и сокетов: %n.</numerusform>
            <numerusform>Пропущено каналов, устройств и сокетов: %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) refused:</source>
        <translation>
            <numerusform>Не принят %n&#xa0;файл:</numerusform>
            <numerusform>Не приняты %n&#xa0;файла:</numerusform>
            <numerusform>Не принято %n&#xa0;файлов:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) could not be imported.</source>
        <translation>
            <numerusform>Не удалось импортировать %n&#xa0;файл.</numerusform>
            <numerusform>Не удалось импортировать %n&#xa0;файла.</numerusform>
            <numerusform>Не удалось импортировать %n&#xa0;файлов.</numerusform>
        </translation>
    </message>
    <message>
        <source>--by takes file, folder, number or one.</source>
        <translation>--by принимает file, folder, number или one.</translation>
    </message>
    <message>
        <source>--into and --by do not go together.</source>
        <translation>--into и --by вместе не пишут.</translation>
    </message>
    <message>
        <source>The shot “%1” belongs to another project.</source>
        <translation>Шот «%1» из другого проекта.</translation>
    </message>
    <message>
        <source>Take files and folders into a project; an interrupted import goes on.</source>
        <translation>Импортировать файлы и папки в проект; прерванный импорт продолжается.</translation>
    </message>
    <message>
        <source>Into this shot instead of new ones.</source>
        <translation>В этот шот, а не в новые.</translation>
    </message>
    <message>
        <source>What becomes a shot: each file, each folder, each number in the names, or all files together.</source>
        <translation>Что станет шотом: каждый файл, каждая папка, каждый номер в имени или все файлы вместе.</translation>
    </message>
    <message>
        <source>Leave the new shots without a headliner.</source>
        <translation>Оставить новые шоты без хедлайнера.</translation>
    </message>
    <message>
        <source>Add files that are in the project already, too.</source>
        <translation>Добавить и те файлы, которые уже в проекте.</translation>
    </message>
    <message>
        <source>At once</source>
        <translation>Сразу</translation>
    </message>
    <message>
        <source>There are no providers yet.</source>
        <translation>Провайдеров пока нет.</translation>
    </message>
    <message>
        <source>Makes</source>
        <translation>Что делает</translation>
    </message>
    <message>
        <source>There are no models yet.</source>
        <translation>Моделей пока нет.</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>По умолчанию</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Значения</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Вход</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Файлы</translation>
    </message>
    <message>
        <source>Show the models that can be called.</source>
        <translation>Показать модели, которые можно вызвать.</translation>
    </message>
    <message>
        <source>Print the manifest of a model, which is JSON.</source>
        <translation>Вывести манифест модели, это JSON.</translation>
    </message>
    <message>
        <source>Show the parameters and inputs of a model.</source>
        <translation>Показать параметры и входы модели.</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Состояние</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Модель</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Проект</translation>
    </message>
    <message>
        <source>Shot</source>
        <translation>Шот</translation>
    </message>
    <message>
        <source>The queue is empty.</source>
        <translation>Очередь пуста.</translation>
    </message>
    <message>
        <source>Nothing was waiting.</source>
        <translation>Ничего не ждало.</translation>
    </message>
    <message>
        <source>Not every generation is done.</source>
        <translation>Готовы не все генерации.</translation>
    </message>
    <message>
        <source>Generation %1 is not over yet or is done; there is nothing to retry.</source>
        <translation>Генерация %1 ещё идёт или готова; повторять нечего.</translation>
    </message>
    <message>
        <source>Show the generations of the account, unfinished ones first.</source>
        <translation>Показать генерации учётной записи, сначала незаконченные.</translation>
    </message>
    <message>
        <source>Run everything that waits, to its end.</source>
        <translation>Выполнить всё, что ждёт, до конца.</translation>
    </message>
    <message>
        <source>Cancel a generation that is not over.</source>
        <translation>Отменить генерацию, которая ещё идёт.</translation>
    </message>
    <message>
        <source>Put a failed or canceled generation back into the queue.</source>
        <translation>Вернуть в очередь генерацию с ошибкой или отменённую.</translation>
    </message>
    <message>
        <source>Give a result up; a failure is not counted any more.</source>
        <translation>Отказаться от результата; ошибка больше не считается.</translation>
    </message>
    <message>
        <source>Generating</source>
        <translation>Генерируем</translation>
    </message>
    <message>
        <source>Generation %1 failed. %2</source>
        <translation>Генерация %1 не удалась. %2</translation>
    </message>
    <message>
        <source>Generation %1 is done, the asset is %2.</source>
        <translation>Генерация %1 готова, ассет&#xa0;— %2.</translation>
    </message>
    <message>
        <source>Generation %1: %2</source>
        <translation>Генерация %1: %2</translation>
    </message>
    <message>
        <source>Copying</source>
        <translation>Копируем</translation>
    </message>
    <message>
        <source>“%1” cannot be written. Check the folder and its permissions.</source>
        <translation>«%1» не записывается. Проверьте папку и её права.</translation>
    </message>
    <message numerus="yes">
        <source>%n original(s) are missing: %1</source>
        <translation>
            <numerusform>Нет на месте, %n&#xa0;оригинал: %1</numerusform>
            <numerusform>Нет на месте, %n&#xa0;оригинала: %1</numerusform>
            <numerusform>Нет на месте, %n&#xa0;оригиналов: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>The end of the file&apos;s name decides: .xlsx, .csv or .json.</source>
        <translation>Вид файла решает окончание имени: .xlsx, .csv или .json.</translation>
    </message>
    <message>
        <source>--scope takes all or headliners.</source>
        <translation>--scope принимает all (все) или headliners (хедлайнеры).</translation>
    </message>
    <message>
        <source>--csv takes excel or rfc4180.</source>
        <translation>--csv принимает excel или rfc4180.</translation>
    </message>
    <message>
        <source>--csv goes with a .csv file only.</source>
        <translation>--csv пишут только с файлом .csv.</translation>
    </message>
    <message>
        <source>There is no folder “%1”.</source>
        <translation>Папки «%1» нет.</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>Пишем</translation>
    </message>
    <message>
        <source>The passport is written: %1</source>
        <translation>Паспорт готов: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n asset(s) in it.</source>
        <translation>
            <numerusform>В нём %n&#xa0;ассет.</numerusform>
            <numerusform>В нём %n&#xa0;ассета.</numerusform>
            <numerusform>В нём %n&#xa0;ассетов.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) copied beside it.</source>
        <translation>
            <numerusform>Рядом скопирован %n&#xa0;файл.</numerusform>
            <numerusform>Рядом скопировано %n&#xa0;файла.</numerusform>
            <numerusform>Рядом скопировано %n&#xa0;файлов.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n headliner(s) copied to %1</source>
        <translation>
            <numerusform>Скопирован %n&#xa0;хедлайнер: %1</numerusform>
            <numerusform>Скопировано %n&#xa0;хедлайнера: %1</numerusform>
            <numerusform>Скопировано %n&#xa0;хедлайнеров: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Write the technical passport as .xlsx, .csv or .json.</source>
        <translation>Записать технический паспорт в .xlsx, .csv или .json.</translation>
    </message>
    <message>
        <source>Every asset, or the headliners only.</source>
        <translation>Все ассеты или только хедлайнеры.</translation>
    </message>
    <message>
        <source>CSV for Excel in Russian, or as the standard has it.</source>
        <translation>CSV для русского Excel или по стандарту.</translation>
    </message>
    <message>
        <source>Copy the files into a folder beside the passport.</source>
        <translation>Скопировать файлы в папку рядом с паспортом.</translation>
    </message>
    <message>
        <source>Copy the headliners into a folder, for the editing program.</source>
        <translation>Скопировать хедлайнеры в папку, для монтажа.</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Текст</translation>
    </message>
    <message>
        <source>Parameter</source>
        <translation>Параметр</translation>
    </message>
    <message>
        <source>The folder of the library; %1 unless told.</source>
        <translation>Папка библиотеки; обычно %1.</translation>
    </message>
    <message>
        <source>“%1” was generated here: how it was made is known.</source>
        <translation>«%1» сгенерирован здесь: как он сделан, уже известно.</translation>
    </message>
    <message>
        <source>The file says nothing about how it was made.</source>
        <translation>В файле не сказано, как он сделан.</translation>
    </message>
    <message>
        <source>Take over what the file of an asset says about how it was made; what was typed stays.</source>
        <translation>Взять из файла ассета данные о том, как он сделан; введённое вручную остаётся.</translation>
    </message>
    <message>
        <source>The file of asset %1 has no prompt, so there is nothing to rewrite.</source>
        <translation>У файла ассета %1 нет промта, переписывать нечего.</translation>
    </message>
    <message>
        <source>It is not known which model made this; say which one shall: --model MODEL.</source>
        <translation>Неизвестно, какая модель это сделала; укажите модель: --model MODEL.</translation>
    </message>
    <message>
        <source>There is no model “%1” any more; say which one shall take its place: --model MODEL.</source>
        <translation>Модели «%1» больше нет; укажите, какая её заменит: --model MODEL.</translation>
    </message>
    <message>
        <source>There is no agent “%1”. Agents are the models that write text: raskadr-cli model list</source>
        <translation>Агента «%1» нет. Агенты&#xa0;— это модели, которые пишут текст: raskadr-cli model list</translation>
    </message>
    <message>
        <source>The agent&apos;s answer is of no use; it is asked once more.</source>
        <translation>Агент ответил непонятно, уточняем.</translation>
    </message>
    <message>
        <source>Stopped. Nothing was generated.</source>
        <translation>Остановлено. Ничего не сгенерировано.</translation>
    </message>
    <message>
        <source>The agent did not see the picture: it takes no such files.</source>
        <translation>Агент не видел картинку: он не принимает такие файлы.</translation>
    </message>
    <message>
        <source>Say in words what shall change.</source>
        <translation>Напишите словами, что изменить.</translation>
    </message>
    <message>
        <source>--dry-run generates nothing, so there is nothing to wait for.</source>
        <translation>С --dry-run ничего не генерируется, ждать нечего.</translation>
    </message>
    <message>
        <source>Rewrite in human words how an asset was made, and generate it anew.</source>
        <translation>Изменить ассет словами и сгенерировать заново.</translation>
    </message>
    <message>
        <source>Who rewrites: a model that writes text; draft.agent works offline. The one chosen in the window unless told.</source>
        <translation>Кто переписывает промт: модель, которая пишет текст; draft.agent работает без сети. Обычно тот, кто выбран в окне.</translation>
    </message>
    <message>
        <source>The model that generates, if it shall not be the same.</source>
        <translation>Модель, которая генерирует, если нужна не прежняя.</translation>
    </message>
    <message>
        <source>Draw a new seed instead of keeping it.</source>
        <translation>Взять новый сид, а не прежний.</translation>
    </message>
    <message>
        <source>Only show what would change.</source>
        <translation>Только показать, что изменится.</translation>
    </message>
    <message>
        <source>The manifest “%1” is refused. %2</source>
        <translation>Описание модели «%1» не принято. %2</translation>
    </message>
    <message>
        <source>The manifest “%1” is refused at %2. %3</source>
        <translation>Описание модели «%1» не принято, место %2. %3</translation>
    </message>
    <message>
        <source>The file wants the keys of a provider that is known already to go to other addresses: %1. If you trust them, say so: --new-address ADDRESS for each.</source>
        <translation>По этому файлу ключи уже известного провайдера уходили бы и на другие адреса: %1. Если вы им доверяете, укажите каждый: --new-address ADDRESS.</translation>
    </message>
    <message>
        <source>The program has no such engine of its own.</source>
        <translation>Такого встроенного движка в программе нет.</translation>
    </message>
    <message>
        <source>Added: %1.</source>
        <translation>Добавлено: %1.</translation>
    </message>
    <message>
        <source>The provider still needs its key: raskadr-cli provider key %1 %2</source>
        <translation>Провайдеру ещё нужен ключ: raskadr-cli provider key %1 %2</translation>
    </message>
    <message>
        <source>The service publishes nothing about the parameters of “%1”.</source>
        <translation>Сервис ничего не публикует о параметрах модели «%1».</translation>
    </message>
    <message>
        <source>What the service published about “%1” is refused at %2, and everything stays as it was. %3</source>
        <translation>То, что сервис опубликовал о модели «%1», не принято, место %2; всё осталось как было. %3</translation>
    </message>
    <message>
        <source>“%1” is as its service describes it now, in revision %2.</source>
        <translation>Модель «%1» теперь такая, какой её описывает сервис: редакция %2.</translation>
    </message>
    <message>
        <source>“%1” was up to date.</source>
        <translation>Схема модели «%1» не изменилась.</translation>
    </message>
    <message>
        <source>Also those whose provider is not connected.</source>
        <translation>В том числе те, чей провайдер не подключён.</translation>
    </message>
    <message>
        <source>Take a manifest into your catalogue. A local provider may be called at its address then.</source>
        <translation>Добавить описание модели в свой каталог. Этим подтверждается и адрес локального провайдера.</translation>
    </message>
    <message>
        <source>Keys of a provider that is known already may go there, too.</source>
        <translation>Ключи уже известного провайдера можно отправлять и на этот адрес.</translation>
    </message>
    <message>
        <source>Ask the service of a model for its parameters, choices and prices.</source>
        <translation>Обновить схему: спросить у сервиса параметры, варианты и цены модели.</translation>
    </message>
    <message>
        <source>There is no provider “%1”. All providers: raskadr-cli provider list</source>
        <translation>Провайдера «%1» нет. Все провайдеры: raskadr-cli provider list</translation>
    </message>
    <message>
        <source>The provider “%1” asks for no key “%2”. What it asks for: raskadr-cli provider list</source>
        <translation>Провайдеру «%1» не нужен ключ «%2». Что ему нужно: raskadr-cli provider list</translation>
    </message>
    <message>
        <source>“%1” is no address for this provider. It begins with https:// and is public; only a local provider may be on this computer or in its network.</source>
        <translation>Адрес «%1» этому провайдеру не подходит. Нужен общедоступный адрес, который начинается с https://; на этом компьютере или в своей сети может быть только локальный провайдер.</translation>
    </message>
    <message>
        <source>The provider “%1” has no setting “%2”, or not with this value.</source>
        <translation>У провайдера «%1» нет настройки «%2», или такого значения у неё не бывает.</translation>
    </message>
    <message>
        <source>This is no key: a key is one line of Latin letters, digits and signs. It is read from the standard input.</source>
        <translation>Это не ключ: ключ&#xa0;— одна строка из латинских букв, цифр и знаков. Он читается со стандартного ввода.</translation>
    </message>
    <message>
        <source>The vault of this account does not open, so that no key can be sealed. Set a new password with the recovery code.</source>
        <translation>Хранилище ключей этой учётной записи не открывается, и сохранить ключ нельзя. Задайте новый пароль по коду восстановления.</translation>
    </message>
    <message>
        <source>The provider “%1” cannot be called yet: %2.</source>
        <translation>Провайдера «%1» пока нельзя вызвать: %2.</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Подключение</translation>
    </message>
    <message>
        <source>in the program</source>
        <translation>встроен</translation>
    </message>
    <message>
        <source>Key “%1” of “%2”</source>
        <translation>Ключ «%1» провайдера «%2»</translation>
    </message>
    <message>
        <source>The key “%1” of “%2” is kept, sealed with your password.</source>
        <translation>Ключ «%1» провайдера «%2» сохранён под вашим паролем.</translation>
    </message>
    <message>
        <source>The provider “%1” is called at this address now.</source>
        <translation>Провайдер «%1» теперь вызывается по этому адресу.</translation>
    </message>
    <message>
        <source>“%1” of “%2” is set.</source>
        <translation>Настройка «%1» провайдера «%2» сохранена.</translation>
    </message>
    <message>
        <source>The provider “%1” answers.</source>
        <translation>Провайдер «%1» отвечает.</translation>
    </message>
    <message>
        <source>The provider “%1” tells nothing for free. Whether its key fits shows with the first generation.</source>
        <translation>Провайдер «%1» бесплатно ничего не сообщает. Подходит ли ключ, покажет первая генерация.</translation>
    </message>
    <message>
        <source>What is left: %1.</source>
        <translation>Осталось: %1.</translation>
    </message>
    <message numerus="yes">
        <source>It has %n model(s).</source>
        <translation>
            <numerusform>У него %n&#xa0;модель.</numerusform>
            <numerusform>У него %n&#xa0;модели.</numerusform>
            <numerusform>У него %n&#xa0;моделей.</numerusform>
        </translation>
    </message>
    <message>
        <source>Show who runs models, and what is still missing to call them.</source>
        <translation>Показать, кто запускает модели и чего не хватает, чтобы их вызывать.</translation>
    </message>
    <message>
        <source>Enter a key of a provider. It is read from the standard input.</source>
        <translation>Ввести ключ провайдера. Он читается со стандартного ввода.</translation>
    </message>
    <message>
        <source>Say where a provider is reached, which also confirms the address of a local one.</source>
        <translation>Указать адрес провайдера. Этим подтверждается и адрес локального.</translation>
    </message>
    <message>
        <source>Enter what a provider wants to know and what is no secret.</source>
        <translation>Указать то, что нужно провайдеру и не является секретом.</translation>
    </message>
    <message>
        <source>Ask a provider whether it is there and the key fits. It costs nothing.</source>
        <translation>Проверить, отвечает ли провайдер и подходит ли ключ. Это бесплатно.</translation>
    </message>
    <message>
        <source>the key “%1” does not open, enter it again</source>
        <translation>ключ «%1» не открывается, введите его ещё раз</translation>
    </message>
    <message>
        <source>no key “%1”</source>
        <translation>нет ключа «%1»</translation>
    </message>
    <message>
        <source>nothing is set for “%1”</source>
        <translation>не указана настройка «%1»</translation>
    </message>
    <message>
        <source>the address is not confirmed</source>
        <translation>адрес не подтверждён</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>подключён</translation>
    </message>
    <message>
        <source>Something else answers at the address of “%1”. Check the address: raskadr-cli provider base %2 URL</source>
        <translation>По адресу провайдера «%1» отвечает что-то другое. Проверьте адрес: raskadr-cli provider base %2 URL</translation>
    </message>
    <message>
        <source>The key “%1” of “%2” is forgotten.</source>
        <translation>Ключ «%1» провайдера «%2» удалён.</translation>
    </message>
    <message>
        <source>There is no key “%1” of “%2”.</source>
        <translation>Ключа «%1» провайдера «%2» нет.</translation>
    </message>
    <message>
        <source>Forget the key instead.</source>
        <translation>Удалить ключ, а не вводить.</translation>
    </message>
    <message numerus="yes">
        <source>%n text(s) with data read together with the file beside it.</source>
        <translation>
            <numerusform>%n&#xa0;текст с данными прочитан вместе с файлом рядом.</numerusform>
            <numerusform>%n&#xa0;текста с данными прочитаны вместе с файлами рядом.</numerusform>
            <numerusform>%n&#xa0;текстов с данными прочитано вместе с файлами рядом.</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1” is no model that you added or changed. Models: raskadr-cli model list --all</source>
        <translation>Модель «%1» вы не добавляли и не меняли. Модели: raskadr-cli model list --all</translation>
    </message>
    <message>
        <source>Take a model that you added out of the catalogue, or give one that you changed its original back.</source>
        <translation>Убрать из каталога добавленную вами модель, а изменённой вернуть исходное описание.</translation>
    </message>
    <message>
        <source>“%1” is no provider that you added or changed. Providers: raskadr-cli provider list</source>
        <translation>Провайдера «%1» вы не добавляли и не меняли. Провайдеры: raskadr-cli provider list</translation>
    </message>
    <message>
        <source>Forget a provider that you added, with its models and keys, or give one that you changed its original back.</source>
        <translation>Убрать добавленного вами провайдера с его моделями и ключами, а изменённому вернуть исходное описание.</translation>
    </message>
    <message>
        <source>“%1” is again as it came with the program.</source>
        <translation>«%1»&#xa0;— снова как в программе.</translation>
    </message>
    <message>
        <source>“%1” is taken out.</source>
        <translation>«%1»&#xa0;— больше не в каталоге.</translation>
    </message>
    <message>
        <source>Models that went with it: %1.</source>
        <translation>Вместе с ним убраны модели: %1.</translation>
    </message>
    <message>
        <source>Keys that are forgotten: %1.</source>
        <translation>Ключи удалены: %1.</translation>
    </message>
    <message numerus="yes">
        <source>%n generation(s) stay and go on naming it.</source>
        <translation>
            <numerusform>%n&#xa0;генерация остаётся и помнит это имя.</numerusform>
            <numerusform>%n&#xa0;генерации остаются и помнят это имя.</numerusform>
            <numerusform>%n&#xa0;генераций остаются и помнят это имя.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n generation(s) of it are under way or their result is not known. Wait for them, cancel or forget them first.</source>
        <translation>
            <numerusform>%n&#xa0;генерация ещё не закончена или её результат неизвестен. Дождитесь её, отмените или забудьте.</numerusform>
            <numerusform>%n&#xa0;генерации ещё не закончены или их результат неизвестен. Дождитесь их, отмените или забудьте.</numerusform>
            <numerusform>%n&#xa0;генераций ещё не закончены или их результат неизвестен. Дождитесь их, отмените или забудьте.</numerusform>
        </translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>удалено</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Время</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>Автор</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Ссылка</translation>
    </message>
    <message>
        <source>There is nothing new.</source>
        <translation>Ничего нового.</translation>
    </message>
    <message>
        <source>Nobody has said anything yet.</source>
        <translation>Комментариев пока нет.</translation>
    </message>
    <message>
        <source>Kept. It is sent as soon as the share server can be reached.</source>
        <translation>Сохранено. Отправим, как только сервер ссылок станет доступен.</translation>
    </message>
    <message>
        <source>The answer is on the page.</source>
        <translation>Ответ уже на странице.</translation>
    </message>
    <message>
        <source>The comment is resolved.</source>
        <translation>Комментарий решён.</translation>
    </message>
    <message>
        <source>Ask the share servers for what guests said, and print what is new.</source>
        <translation>Забрать комментарии с серверов ссылок и показать новые.</translation>
    </message>
    <message>
        <source>Show what was said about a project.</source>
        <translation>Показать комментарии проекта.</translation>
    </message>
    <message>
        <source>Answer a comment.</source>
        <translation>Ответить на комментарий.</translation>
    </message>
    <message>
        <source>Mark a comment as resolved.</source>
        <translation>Отметить комментарий решённым.</translation>
    </message>
    <message>
        <source>Making clean copies</source>
        <translation>Готовим чистые копии</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>Отправляем</translation>
    </message>
    <message>
        <source>Publishing</source>
        <translation>Публикуем</translation>
    </message>
    <message>
        <source>There is no link “%1”.</source>
        <translation>Ссылки «%1» нет.</translation>
    </message>
    <message>
        <source>There is no comment “%1”.</source>
        <translation>Комментария «%1» нет.</translation>
    </message>
    <message>
        <source>The share server asks who you are. Log in: raskadr-cli server login URL LOGIN</source>
        <translation>Сервер ссылок не узнаёт вас. Войдите: raskadr-cli server login АДРЕС ЛОГИН</translation>
    </message>
    <message>
        <source>What is done stays. Go on with: raskadr-cli share update %1</source>
        <translation>Сделанное сохранено. Продолжить: raskadr-cli share update %1</translation>
    </message>
    <message>
        <source>The page is in %1</source>
        <translation>Страница записана в %1</translation>
    </message>
    <message>
        <source>Generation %1 cannot be asked for: its result is not unknown, or the service does not tell.</source>
        <translation>Узнать о генерации %1 нельзя: её результат известен или провайдер о нём не сообщает.</translation>
    </message>
    <message>
        <source>Ask the service what became of a generation whose result is unknown.</source>
        <translation>Спросить провайдера, что стало с генерацией, результат которой неизвестен.</translation>
    </message>
    <message>
        <source>Password of “%1” at %2</source>
        <translation>Пароль «%1» на %2</translation>
    </message>
    <message>
        <source>No password was given. It is read from the standard input.</source>
        <translation>Пароль не задан. Он читается со стандартного ввода.</translation>
    </message>
    <message>
        <source>“%1” is logged in at %2.</source>
        <translation>«%1»: вход на %2 выполнен.</translation>
    </message>
    <message>
        <source>--expires takes a day, for example 2026-12-31.</source>
        <translation>--expires принимает день, например 2026-12-31.</translation>
    </message>
    <message>
        <source>A page goes to a server or into a folder. Choose one of --server and --folder.</source>
        <translation>Страница публикуется на сервере или в папке. Выберите одно: --server или --folder.</translation>
    </message>
    <message>
        <source>A folder cannot have a password.</source>
        <translation>У папки не бывает пароля.</translation>
    </message>
    <message>
        <source>Nobody is logged in at this share server. Log in: raskadr-cli server login URL LOGIN</source>
        <translation>На этом сервере ссылок вход не выполнен. Войдите: raskadr-cli server login АДРЕС ЛОГИН</translation>
    </message>
    <message>
        <source>There are several share servers. Say which one: --server URL</source>
        <translation>Серверов ссылок несколько. Укажите нужный: --server АДРЕС</translation>
    </message>
    <message>
        <source>Password of the link</source>
        <translation>Пароль ссылки</translation>
    </message>
    <message>
        <source>unfinished</source>
        <translation>не закончена</translation>
    </message>
    <message>
        <source>revoked</source>
        <translation>отозвана</translation>
    </message>
    <message numerus="yes">
        <source>%n shot(s) out of date</source>
        <translation>
            <numerusform>устарел %n&#xa0;шот</numerusform>
            <numerusform>устарело %n&#xa0;шота</numerusform>
            <numerusform>устарело %n&#xa0;шотов</numerusform>
        </translation>
    </message>
    <message>
        <source>published</source>
        <translation>опубликована</translation>
    </message>
    <message>
        <source>Visits</source>
        <translation>Посещения</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Адрес</translation>
    </message>
    <message>
        <source>The project has no links yet.</source>
        <translation>У проекта пока нет ссылок.</translation>
    </message>
    <message>
        <source>The link is revoked. The folder stays where it is.</source>
        <translation>Ссылка отозвана. Папка остаётся на месте.</translation>
    </message>
    <message>
        <source>The link is revoked: nobody can open it any more.</source>
        <translation>Ссылка отозвана: её больше никто не откроет.</translation>
    </message>
    <message>
        <source>Log in at a share server. The password is read from the standard input.</source>
        <translation>Войти на сервер ссылок. Пароль читается со стандартного ввода.</translation>
    </message>
    <message>
        <source>Make a link to a project and print its address.</source>
        <translation>Создать ссылку на проект и показать её адрес.</translation>
    </message>
    <message>
        <source>Which share server, if there are several.</source>
        <translation>Какой сервер ссылок, если их несколько.</translation>
    </message>
    <message>
        <source>Write a page that opens without a server; DIR may also end in .zip.</source>
        <translation>Записать страницу, которая открывается без сервера; DIR может оканчиваться на .zip.</translation>
    </message>
    <message>
        <source>What you know the link by.</source>
        <translation>Название ссылки для вас.</translation>
    </message>
    <message>
        <source>The last day on which the link opens.</source>
        <translation>Последний день, когда ссылка открывается.</translation>
    </message>
    <message>
        <source>Guests only look.</source>
        <translation>Гости только смотрят.</translation>
    </message>
    <message>
        <source>Guests need a password, which is read from the standard input.</source>
        <translation>Гостям нужен пароль; он читается со стандартного ввода.</translation>
    </message>
    <message>
        <source>Show the links of a project.</source>
        <translation>Показать ссылки проекта.</translation>
    </message>
    <message>
        <source>Show the guests of a link what is there now; also go on where publishing was cut off.</source>
        <translation>Показать гостям ссылки то, что есть сейчас; также продолжить прерванную публикацию.</translation>
    </message>
    <message>
        <source>End a link.</source>
        <translation>Отозвать ссылку.</translation>
    </message>
    <message>
        <source>“%1” has to end with .png, .jpg, .webp or .mp4: that decides the format.</source>
        <translation>«%1» должно оканчиваться на .png, .jpg, .webp или .mp4: от этого зависит формат.</translation>
    </message>
    <message>
        <source>“%1” is a video. Its copy has to end with .mp4.</source>
        <translation>«%1»&#xa0;— видео. Имя копии должно оканчиваться на .mp4.</translation>
    </message>
    <message>
        <source>“%1” is a picture. Its copy has to end with .png, .jpg or .webp.</source>
        <translation>«%1»&#xa0;— картинка. Имя копии должно оканчиваться на .png, .jpg или .webp.</translation>
    </message>
    <message>
        <source>A copy without technical data: %1</source>
        <translation>Копия без технических данных: %1</translation>
    </message>
    <message>
        <source>Write a copy without technical data, in full size: nothing in it says how it was made. FILE ends with .png, .jpg, .webp or .mp4.</source>
        <translation>Записать копию без технических данных в полном размере: в ней нет ничего о том, как она сделана. FILE оканчивается на .png, .jpg, .webp или .mp4.</translation>
    </message>
    <message>
        <source>never</source>
        <translation>ни разу</translation>
    </message>
    <message>
        <source>Last visit</source>
        <translation>Последний визит</translation>
    </message>
    <message>
        <source>Whom guests see answering; “Author” if it is not given.</source>
        <translation>Под каким именем вы отвечаете гостям; если не указать&#xa0;— «Автор».</translation>
    </message>
</context>
<context>
    <name>CommandText</name>
    <message numerus="yes">
        <source>%n new shot(s)</source>
        <translation>
            <numerusform>%n&#xa0;новый шот</numerusform>
            <numerusform>%n&#xa0;новых шота</numerusform>
            <numerusform>%n&#xa0;новых шотов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>title of %n shot(s)</source>
        <translation>
            <numerusform>название %n&#xa0;шота</numerusform>
            <numerusform>названия %n&#xa0;шотов</numerusform>
            <numerusform>названия %n&#xa0;шотов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>script of %n shot(s)</source>
        <translation>
            <numerusform>сценарий %n&#xa0;шота</numerusform>
            <numerusform>сценарии %n&#xa0;шотов</numerusform>
            <numerusform>сценарии %n&#xa0;шотов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>status of %n shot(s)</source>
        <translation>
            <numerusform>статус %n&#xa0;шота</numerusform>
            <numerusform>статус %n&#xa0;шотов</numerusform>
            <numerusform>статус %n&#xa0;шотов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>label of %n shot(s)</source>
        <translation>
            <numerusform>метка %n&#xa0;шота</numerusform>
            <numerusform>метка %n&#xa0;шотов</numerusform>
            <numerusform>метка %n&#xa0;шотов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>duration of %n shot(s)</source>
        <translation>
            <numerusform>длительность %n&#xa0;шота</numerusform>
            <numerusform>длительность %n&#xa0;шотов</numerusform>
            <numerusform>длительность %n&#xa0;шотов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>change of %n shot(s)</source>
        <translation>
            <numerusform>изменение %n&#xa0;шота</numerusform>
            <numerusform>изменение %n&#xa0;шотов</numerusform>
            <numerusform>изменение %n&#xa0;шотов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>move of %n shot(s)</source>
        <translation>
            <numerusform>перенос %n&#xa0;шота</numerusform>
            <numerusform>перенос %n&#xa0;шотов</numerusform>
            <numerusform>перенос %n&#xa0;шотов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>copies of %n shot(s)</source>
        <translation>
            <numerusform>копия %n&#xa0;шота</numerusform>
            <numerusform>копии %n&#xa0;шотов</numerusform>
            <numerusform>копии %n&#xa0;шотов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n shot(s) to the trash</source>
        <translation>
            <numerusform>%n&#xa0;шот в корзину</numerusform>
            <numerusform>%n&#xa0;шота в корзину</numerusform>
            <numerusform>%n&#xa0;шотов в корзину</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n shot(s) out of the trash</source>
        <translation>
            <numerusform>%n&#xa0;шот из корзины</numerusform>
            <numerusform>%n&#xa0;шота из корзины</numerusform>
            <numerusform>%n&#xa0;шотов из корзины</numerusform>
        </translation>
    </message>
    <message>
        <source>choice of the headliner</source>
        <translation>выбор хедлайнера</translation>
    </message>
    <message>
        <source>removal of the headliner</source>
        <translation>снятие хедлайнера</translation>
    </message>
    <message numerus="yes">
        <source>headliners of %n shot(s)</source>
        <translation>
            <numerusform>хедлайнер %n&#xa0;шота</numerusform>
            <numerusform>хедлайнеры %n&#xa0;шотов</numerusform>
            <numerusform>хедлайнеры %n&#xa0;шотов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n asset(s) among the favourites</source>
        <translation>
            <numerusform>%n&#xa0;ассет в избранное</numerusform>
            <numerusform>%n&#xa0;ассета в избранное</numerusform>
            <numerusform>%n&#xa0;ассетов в избранное</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n asset(s) out of the favourites</source>
        <translation>
            <numerusform>%n&#xa0;ассет из избранного</numerusform>
            <numerusform>%n&#xa0;ассета из избранного</numerusform>
            <numerusform>%n&#xa0;ассетов из избранного</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>rejection of %n asset(s)</source>
        <translation>
            <numerusform>отсев %n&#xa0;ассета</numerusform>
            <numerusform>отсев %n&#xa0;ассетов</numerusform>
            <numerusform>отсев %n&#xa0;ассетов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>return of %n rejected asset(s)</source>
        <translation>
            <numerusform>возврат %n&#xa0;отсеянного ассета</numerusform>
            <numerusform>возврат %n&#xa0;отсеянных ассетов</numerusform>
            <numerusform>возврат %n&#xa0;отсеянных ассетов</numerusform>
        </translation>
    </message>
    <message>
        <source>note</source>
        <translation>заметка</translation>
    </message>
    <message numerus="yes">
        <source>facts of %n asset(s)</source>
        <translation>
            <numerusform>данные %n&#xa0;ассета</numerusform>
            <numerusform>данные %n&#xa0;ассетов</numerusform>
            <numerusform>данные %n&#xa0;ассетов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>move of %n asset(s)</source>
        <translation>
            <numerusform>перенос %n&#xa0;ассета</numerusform>
            <numerusform>перенос %n&#xa0;ассетов</numerusform>
            <numerusform>перенос %n&#xa0;ассетов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>copies of %n asset(s)</source>
        <translation>
            <numerusform>копия %n&#xa0;ассета</numerusform>
            <numerusform>копии %n&#xa0;ассетов</numerusform>
            <numerusform>копии %n&#xa0;ассетов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n asset(s) to the trash</source>
        <translation>
            <numerusform>%n&#xa0;ассет в корзину</numerusform>
            <numerusform>%n&#xa0;ассета в корзину</numerusform>
            <numerusform>%n&#xa0;ассетов в корзину</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n asset(s) out of the trash</source>
        <translation>
            <numerusform>%n&#xa0;ассет из корзины</numerusform>
            <numerusform>%n&#xa0;ассета из корзины</numerusform>
            <numerusform>%n&#xa0;ассетов из корзины</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new asset(s)</source>
        <translation>
            <numerusform>%n&#xa0;новый ассет</numerusform>
            <numerusform>%n&#xa0;новых ассета</numerusform>
            <numerusform>%n&#xa0;новых ассетов</numerusform>
        </translation>
    </message>
    <message>
        <source>new project</source>
        <translation>новый проект</translation>
    </message>
    <message>
        <source>title of the project</source>
        <translation>название проекта</translation>
    </message>
    <message>
        <source>settings of the project</source>
        <translation>настройки проекта</translation>
    </message>
    <message numerus="yes">
        <source>%n project(s) to the archive</source>
        <translation>
            <numerusform>%n&#xa0;проект в архив</numerusform>
            <numerusform>%n&#xa0;проекта в архив</numerusform>
            <numerusform>%n&#xa0;проектов в архив</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n project(s) out of the archive</source>
        <translation>
            <numerusform>%n&#xa0;проект из архива</numerusform>
            <numerusform>%n&#xa0;проекта из архива</numerusform>
            <numerusform>%n&#xa0;проектов из архива</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n project(s) to the trash</source>
        <translation>
            <numerusform>%n&#xa0;проект в корзину</numerusform>
            <numerusform>%n&#xa0;проекта в корзину</numerusform>
            <numerusform>%n&#xa0;проектов в корзину</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n project(s) out of the trash</source>
        <translation>
            <numerusform>%n&#xa0;проект из корзины</numerusform>
            <numerusform>%n&#xa0;проекта из корзины</numerusform>
            <numerusform>%n&#xa0;проектов из корзины</numerusform>
        </translation>
    </message>
    <message>
        <source>copy of the project</source>
        <translation>копия проекта</translation>
    </message>
    <message numerus="yes">
        <source>import of %n asset(s)</source>
        <translation>
            <numerusform>импорт %n&#xa0;ассета</numerusform>
            <numerusform>импорт %n&#xa0;ассетов</numerusform>
            <numerusform>импорт %n&#xa0;ассетов</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Comments</name>
    <message>
        <source>Shot %1</source>
        <translation>Шот %1</translation>
    </message>
    <message>
        <source>The comment was deleted by its author.</source>
        <translation>Автор удалил этот комментарий.</translation>
    </message>
    <message>
        <source>the shot is not in the film any more</source>
        <translation>шота в фильме больше нет</translation>
    </message>
    <message>
        <source>shot %1 on the page, now %2</source>
        <translation>шот %1 на странице, сейчас %2</translation>
    </message>
    <message>
        <source>on the version of %1</source>
        <translation>к версии от %1</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Новый</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>Решено</translation>
    </message>
    <message>
        <source>Link: %1</source>
        <translation>Ссылка: %1</translation>
    </message>
    <message>
        <source>Open the link in the browser?</source>
        <translation>Открыть ссылку в браузере?</translation>
    </message>
    <message>
        <source>The link stands in a comment, and the program does not know what is behind it:
%1</source>
        <translation>Ссылка из комментария, и что за ней, программа не знает:
%1</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Открыть</translation>
    </message>
</context>
<context>
    <name>DetailsDialog</name>
    <message>
        <source>Details</source>
        <translation>Подробности</translation>
    </message>
    <message>
        <source>What was answered</source>
        <translation>Что пришло в ответ</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Скопировать</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
</context>
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
        <source>The technical data could not be removed.</source>
        <translation>Не удалось очистить технические данные.</translation>
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
        <source>The library is damaged. Your pictures and videos lie untouched in its folder “media”. Open it to look at what can still be read.</source>
        <translation>Библиотека повреждена. Картинки и видео лежат нетронутыми в её папке «media». Откройте её, чтобы увидеть то, что ещё читается.</translation>
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
        <source>It did not work because of a fault in Raskadr. Try again; the log says more.</source>
        <translation>Не получилось из-за сбоя в Раскадре. Попробуйте ещё раз; подробности&#xa0;— в журнале («Настройки», «О программе»).</translation>
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
    <name>Film</name>
    <message>
        <source>no headliner, %1</source>
        <translation>нет хедлайнера, %1</translation>
    </message>
    <message>
        <source>video, %1</source>
        <translation>видео, %1</translation>
    </message>
    <message>
        <source>picture, %1</source>
        <translation>картинка, %1</translation>
    </message>
    <message>
        <source>The file of this shot is missing or was changed</source>
        <translation>Файл этого шота пропал или изменён</translation>
    </message>
    <message>
        <source>The file of this shot is damaged and cannot be played</source>
        <translation>Файл этого шота повреждён и не воспроизводится</translation>
    </message>
</context>
<context>
    <name>FormFields</name>
    <message>
        <source>%1 or %2</source>
        <translation>%1 или %2</translation>
    </message>
    <message>
        <source>from %1 to %2</source>
        <translation>от %1 до %2</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>от %1</translation>
    </message>
    <message>
        <source>up to %1</source>
        <translation>до %1</translation>
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
    <name>History</name>
    <message>
        <source>Original prompt</source>
        <translation>Исходный промт</translation>
    </message>
    <message>
        <source>Frame of a video</source>
        <translation>Кадр видео</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>«%1»</translation>
    </message>
    <message>
        <source>Animated</source>
        <translation>Оживлено</translation>
    </message>
    <message>
        <source>New generation</source>
        <translation>Новая генерация</translation>
    </message>
</context>
<context>
    <name>ImportReport</name>
    <message>
        <source>Nothing new came in.</source>
        <translation>Ничего нового не добавилось.</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) were added to the shot.</source>
        <translation>
            <numerusform>В шот добавлен %n&#xa0;файл.</numerusform>
            <numerusform>В шот добавлены %n&#xa0;файла.</numerusform>
            <numerusform>В шот добавлено %n&#xa0;файлов.</numerusform>
        </translation>
    </message>
    <message>
        <source>Imported: %1 into %2.</source>
        <translation>Импортировано: %1 в %2.</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) are in the project already.</source>
        <translation>
            <numerusform>%n&#xa0;файл уже в проекте.</numerusform>
            <numerusform>%n&#xa0;файла уже в проекте.</numerusform>
            <numerusform>%n&#xa0;файлов уже в проекте.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) could not be imported.</source>
        <translation>
            <numerusform>Не удалось импортировать %n&#xa0;файл.</numerusform>
            <numerusform>Не удалось импортировать %n&#xa0;файла.</numerusform>
            <numerusform>Не удалось импортировать %n&#xa0;файлов.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) are left out.</source>
        <translation>
            <numerusform>%n&#xa0;файл остался в стороне.</numerusform>
            <numerusform>%n&#xa0;файла остались в стороне.</numerusform>
            <numerusform>%n&#xa0;файлов остались в стороне.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Skipped %n object(s) that are not files.</source>
        <translation>
            <numerusform>Пропущен %n&#xa0;объект: это не файл.</numerusform>
            <numerusform>Пропущено %n&#xa0;объекта: это не файлы.</numerusform>
            <numerusform>Пропущено %n&#xa0;объектов: это не файлы.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Skipped %n link(s) to other places.</source>
        <translation>
            <numerusform>Пропущена %n&#xa0;ссылка за пределы папки.</numerusform>
            <numerusform>Пропущены %n&#xa0;ссылки за пределы папки.</numerusform>
            <numerusform>Пропущено %n&#xa0;ссылок за пределы папки.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Skipped %n hidden file(s) and folder(s).</source>
        <translation>
            <numerusform>Пропущено скрытых файлов и папок: %n.</numerusform>
            <numerusform>Пропущено скрытых файлов и папок: %n.</numerusform>
            <numerusform>Пропущено скрытых файлов и папок: %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) are still waiting.</source>
        <translation>
            <numerusform>%n&#xa0;файл ещё ждёт.</numerusform>
            <numerusform>%n&#xa0;файла ещё ждут.</numerusform>
            <numerusform>%n&#xa0;файлов ещё ждут.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) lie in other shots of the project already.</source>
        <translation>
            <numerusform>%n&#xa0;файл уже лежит в другом шоте проекта.</numerusform>
            <numerusform>%n&#xa0;файла уже лежат в других шотах проекта.</numerusform>
            <numerusform>%n&#xa0;файлов уже лежат в других шотах проекта.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s) beside files are read as their data.</source>
        <translation>
            <numerusform>%n&#xa0;текст рядом с файлом прочитаем как его данные.</numerusform>
            <numerusform>%n&#xa0;текста рядом с файлами прочитаем как их данные.</numerusform>
            <numerusform>%n&#xa0;текстов рядом с файлами прочитаем как их данные.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>JobAct</name>
    <message>
        <source>Paused after errors: %1</source>
        <translation>Пауза после ошибок. %1</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отменить</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>Повторить</translation>
    </message>
    <message>
        <source>Provider&apos;s settings</source>
        <translation>Настройки провайдера</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Лимиты</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Продолжить</translation>
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
        <translation>Забыть</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Ещё</translation>
    </message>
    <message>
        <source>Repeat now</source>
        <translation>Повторить сейчас</translation>
    </message>
</context>
<context>
    <name>JobErrorText</name>
    <message>
        <source>Too many requests</source>
        <translation>Слишком много запросов</translation>
    </message>
    <message>
        <source>The provider is busy</source>
        <translation>Провайдер занят</translation>
    </message>
    <message>
        <source>No free place</source>
        <translation>Нет свободного места</translation>
    </message>
    <message>
        <source>The provider had no free place. Repeat a little later.</source>
        <translation>У провайдера не нашлось свободного места. Повторите чуть позже.</translation>
    </message>
    <message>
        <source>No funds left</source>
        <translation>Закончились средства</translation>
    </message>
    <message>
        <source>Limit used up</source>
        <translation>Исчерпан лимит</translation>
    </message>
    <message>
        <source>The limit of the provider is used up. Repeat later or choose another model.</source>
        <translation>Исчерпан лимит провайдера. Повторите позже или выберите другую модель.</translation>
    </message>
    <message>
        <source>The key does not fit</source>
        <translation>Ключ не подходит</translation>
    </message>
    <message>
        <source>The key does not fit. Check it in the settings.</source>
        <translation>Ключ не подходит. Проверьте его в настройках.</translation>
    </message>
    <message>
        <source>No access to the model</source>
        <translation>Нет доступа к модели</translation>
    </message>
    <message>
        <source>Rejected by the filter</source>
        <translation>Отклонено фильтром</translation>
    </message>
    <message>
        <source>The content filter rejected the request. Change the description or the picture.</source>
        <translation>Запрос отклонён фильтром содержания. Измените описание или картинку.</translation>
    </message>
    <message>
        <source>A setting does not fit</source>
        <translation>Настройка не подходит</translation>
    </message>
    <message>
        <source>One of the settings does not suit this model. Correct it and repeat.</source>
        <translation>Одна из настроек не подходит этой модели. Исправьте её и повторите.</translation>
    </message>
    <message>
        <source>The picture is damaged</source>
        <translation>Картинка повреждена</translation>
    </message>
    <message>
        <source>The source picture is damaged or does not suit the model. Choose another one and repeat.</source>
        <translation>Исходная картинка повреждена или не подходит модели. Выберите другую и повторите.</translation>
    </message>
    <message>
        <source>The picture is gone</source>
        <translation>Картинки нет на месте</translation>
    </message>
    <message>
        <source>The file of the source picture is not in the library. Choose another one and repeat.</source>
        <translation>Файла исходной картинки нет в библиотеке. Выберите другую и повторите.</translation>
    </message>
    <message>
        <source>The picture did not arrive</source>
        <translation>Картинка не дошла</translation>
    </message>
    <message>
        <source>The provider could not get the picture. Repeat.</source>
        <translation>Провайдер не смог получить картинку. Повторите.</translation>
    </message>
    <message>
        <source>The model is gone</source>
        <translation>Модели больше нет</translation>
    </message>
    <message>
        <source>This model is no longer available. Choose another one.</source>
        <translation>Эта модель больше недоступна. Выберите замену.</translation>
    </message>
    <message>
        <source>The task is lost</source>
        <translation>Задача потеряна</translation>
    </message>
    <message>
        <source>The provider lost the task. It may have been paid for.</source>
        <translation>Провайдер потерял задачу. Она могла быть оплачена.</translation>
    </message>
    <message>
        <source>The result is gone</source>
        <translation>Результата больше нет</translation>
    </message>
    <message>
        <source>The provider no longer keeps the result. Repeat.</source>
        <translation>Провайдер больше не хранит результат. Повторите.</translation>
    </message>
    <message>
        <source>Failure at the provider</source>
        <translation>Сбой у провайдера</translation>
    </message>
    <message>
        <source>Something failed at the provider. Repeat.</source>
        <translation>Сбой на стороне провайдера. Повторите.</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>Нет ответа</translation>
    </message>
    <message>
        <source>Result unknown</source>
        <translation>Результат неизвестен</translation>
    </message>
    <message>
        <source>No connection</source>
        <translation>Нет интернета</translation>
    </message>
    <message>
        <source>No safe connection</source>
        <translation>Нет безопасной связи</translation>
    </message>
    <message>
        <source>The result is damaged</source>
        <translation>Результат повреждён</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>Нет места на диске</translation>
    </message>
    <message>
        <source>There is no room for the result. Free some space and repeat.</source>
        <translation>Мало места на диске для результата. Освободите место и повторите.</translation>
    </message>
    <message>
        <source>The service does not run</source>
        <translation>Сервис не запущен</translation>
    </message>
    <message>
        <source>Not enough video memory</source>
        <translation>Мало видеопамяти</translation>
    </message>
    <message>
        <source>There was not enough video memory. Make the frame smaller and repeat.</source>
        <translation>Не хватило видеопамяти. Уменьшите размер кадра и повторите.</translation>
    </message>
    <message>
        <source>It did not work</source>
        <translation>Не получилось</translation>
    </message>
    <message>
        <source>It did not work. The details are kept; repeat.</source>
        <translation>Не получилось. Подробности сохранены; повторите.</translation>
    </message>
    <message>
        <source>The provider gets too many requests, and no try was let through. Repeat a little later.</source>
        <translation>Провайдер получает слишком много запросов, ни одна попытка не прошла. Повторите чуть позже.</translation>
    </message>
    <message>
        <source>Repeat now</source>
        <translation>Повторить сейчас</translation>
    </message>
    <message>
        <source>Too many requests. Next try in %1</source>
        <translation>Слишком много запросов. Повторим через&#xa0;%1</translation>
    </message>
    <message>
        <source>The provider is busy, and no try was let through. Repeat later or choose another model.</source>
        <translation>Провайдер занят, ни одна попытка не прошла. Повторите позже или выберите другую модель.</translation>
    </message>
    <message>
        <source>Another model</source>
        <translation>Другая модель</translation>
    </message>
    <message>
        <source>The provider is busy. Next try in %1</source>
        <translation>Провайдер занят, повторим через&#xa0;%1</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>Повторить</translation>
    </message>
    <message>
        <source>Waits for a free place at the provider</source>
        <translation>Ждём свободное место у провайдера</translation>
    </message>
    <message>
        <source>The funds at the provider are used up. Top up the account or choose another model.</source>
        <translation>Закончились средства у провайдера. Пополните счёт или выберите другую модель.</translation>
    </message>
    <message>
        <source>Provider&apos;s settings</source>
        <translation>Настройки провайдера</translation>
    </message>
    <message>
        <source>The limit of the provider is used up. It goes on in %1</source>
        <translation>Исчерпан лимит провайдера. Продолжим через&#xa0;%1</translation>
    </message>
    <message>
        <source>Open the keys</source>
        <translation>Открыть ключи</translation>
    </message>
    <message>
        <source>The key has no access to this model. Choose another one, or another key.</source>
        <translation>У ключа нет доступа к этой модели. Выберите другую модель или другой ключ.</translation>
    </message>
    <message>
        <source>Change the request</source>
        <translation>Изменить запрос</translation>
    </message>
    <message>
        <source>The result did not pass the content filter. Another try has a new seed and may be charged.</source>
        <translation>Результат не прошёл фильтр содержания. Новая попытка с другим сидом может быть платной.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Попробовать ещё раз</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>Исправить</translation>
    </message>
    <message>
        <source>Another picture</source>
        <translation>Другая картинка</translation>
    </message>
    <message>
        <source>There has been no answer for too long. The task may still come to an end.</source>
        <translation>Слишком долго нет ответа. Задача ещё может завершиться.</translation>
    </message>
    <message>
        <source>Result unknown: the request may have been paid for.</source>
        <translation>Результат неизвестен: запрос мог быть оплачен.</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Проверить</translation>
    </message>
    <message>
        <source>There is no connection to the internet. Repeat when it is back.</source>
        <translation>Нет интернета. Повторите, когда связь появится.</translation>
    </message>
    <message>
        <source>There is no internet. It goes on when the connection is back</source>
        <translation>Нет интернета. Продолжим, когда связь появится</translation>
    </message>
    <message>
        <source>The safety of the connection could not be checked. Nothing was sent.</source>
        <translation>Не удалось проверить безопасность соединения. Ничего не отправлено.</translation>
    </message>
    <message>
        <source>The provider sent a damaged result, and it was not taken in. Repeat.</source>
        <translation>Провайдер прислал повреждённый результат, мы его не взяли. Повторите.</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>Открыть папку</translation>
    </message>
    <message>
        <source>%1 does not run. Start it and repeat.</source>
        <translation>%1 не&#xa0;запущен. Запустите и повторите.</translation>
    </message>
    <message>
        <source>%1 does not run. It goes on when you have started it</source>
        <translation>%1 не&#xa0;запущен. Продолжим, когда запустите</translation>
    </message>
    <message>
        <source>Enter the address</source>
        <translation>Указать адрес</translation>
    </message>
    <message>
        <source>Make it smaller</source>
        <translation>Уменьшить кадр</translation>
    </message>
    <message>
        <source>A part is not installed</source>
        <translation>Не всё установлено</translation>
    </message>
    <message>
        <source>%1 lacks a model or a node that this generation needs. The details name it.</source>
        <translation>%1: нет модели или узла, нужного этой генерации. Что установить, сказано в подробностях.</translation>
    </message>
    <message>
        <source>Not reachable from here</source>
        <translation>Недоступно из вашей сети</translation>
    </message>
    <message>
        <source>The provider cannot be reached from your network. A proxy can be entered.</source>
        <translation>Провайдер недоступен из вашей сети. Можно указать прокси.</translation>
    </message>
    <message>
        <source>Set a proxy</source>
        <translation>Настроить прокси</translation>
    </message>
    <message>
        <source>The agent is not understood</source>
        <translation>Агент ответил непонятно</translation>
    </message>
    <message>
        <source>The agent answered something that cannot be understood. Repeat or choose another agent.</source>
        <translation>Агент ответил непонятно. Повторите или выберите другого агента.</translation>
    </message>
    <message>
        <source>The agent refused</source>
        <translation>Агент отказался</translation>
    </message>
    <message>
        <source>The agent refused to make this edit. Change the request.</source>
        <translation>Агент отказался выполнять эту правку. Измените просьбу.</translation>
    </message>
    <message>
        <source>The service</source>
        <translation>Сервис</translation>
    </message>
    <message>
        <source>%1 Nothing was charged.</source>
        <translation>%1 Деньги не списаны.</translation>
    </message>
    <message>
        <source>Next try in %1</source>
        <translation>Повторим через&#xa0;%1</translation>
    </message>
    <message>
        <source>Nobody waits any more. The provider may still finish and charge for it.</source>
        <translation>Больше не ждём. Провайдер может закончить и списать деньги.</translation>
    </message>
    <message>
        <source>The cancel came too late: the result is finished and kept.</source>
        <translation>Отмена не успела: результат готов и сохранён.</translation>
    </message>
    <message>
        <source>Top up the account</source>
        <translation>Пополнить счёт</translation>
    </message>
    <message>
        <source>The setting “%1” does not suit this model. Correct it and repeat.</source>
        <translation>Настройка «%1» не подходит этой модели. Исправьте её и повторите.</translation>
    </message>
    <message>
        <source>The provider takes pictures by their address alone. Choose in its settings who gives them one.</source>
        <translation>Провайдер берёт картинки только по адресу в сети. Выберите в его настройках, кто даст им адрес.</translation>
    </message>
    <message>
        <source>The certificate that was entered for this provider is none. Nothing was sent.</source>
        <translation>Введённый для этого провайдера сертификат не читается. Ничего не отправлено.</translation>
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
    <message>
        <source>Accepted</source>
        <translation>Принято</translation>
    </message>
    <message>
        <source>Changes wanted</source>
        <translation>Нужны правки</translation>
    </message>
    <message>
        <source>Decision taken back</source>
        <translation>Решение снято</translation>
    </message>
</context>
<context>
    <name>LibraryCheck</name>
    <message>
        <source>File %1</source>
        <translation>Файл %1</translation>
    </message>
    <message>
        <source>“%1”, shot %2, generated file %3</source>
        <translation>«%1», шот %2, сгенерированный файл %3</translation>
    </message>
    <message>
        <source>“%1”, shot %2, %3</source>
        <translation>«%1», шот %2, %3</translation>
    </message>
    <message>
        <source>%1: the file is missing.</source>
        <translation>%1: файла нет на месте.</translation>
    </message>
    <message>
        <source>%1: the file was changed from outside.</source>
        <translation>%1: файл изменён другой программой.</translation>
    </message>
    <message>
        <source>%1: the file cannot be read.</source>
        <translation>%1: файл не читается.</translation>
    </message>
    <message>
        <source>Everything is in order: %1, %2.</source>
        <translation>Всё в порядке: %1, %2.</translation>
    </message>
    <message numerus="yes">
        <source>%n fault(s) found.</source>
        <translation>
            <numerusform>Найдена %n&#xa0;неполадка.</numerusform>
            <numerusform>Найдены %n&#xa0;неполадки.</numerusform>
            <numerusform>Найдено %n&#xa0;неполадок.</numerusform>
        </translation>
    </message>
    <message>
        <source>The database has a broken row: %1</source>
        <translation>В базе испорчена строка: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) are not up to date; they are written at the next start.</source>
        <translation>
            <numerusform>Отстала %n&#xa0;запись; она обновится при следующем запуске.</numerusform>
            <numerusform>Отстали %n&#xa0;записи; они обновятся при следующем запуске.</numerusform>
            <numerusform>Отстали %n&#xa0;записей; они обновятся при следующем запуске.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) belong to no asset and do no harm (%1).</source>
        <translation>
            <numerusform>%n&#xa0;файл не относится ни к одному ассету и не мешает (%1).</numerusform>
            <numerusform>%n&#xa0;файла не относятся ни к одному ассету и не мешают (%1).</numerusform>
            <numerusform>%n&#xa0;файлов не относятся ни к одному ассету и не мешают (%1).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n temporary file(s) were left behind; the next start removes them.</source>
        <translation>
            <numerusform>Остался %n&#xa0;временный файл; следующий запуск его уберёт.</numerusform>
            <numerusform>Осталось %n&#xa0;временных файла; следующий запуск их уберёт.</numerusform>
            <numerusform>Осталось %n&#xa0;временных файлов; следующий запуск их уберёт.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ManifestDocument</name>
    <message>
        <source>New model</source>
        <translation>Новая модель</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Промт</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Размер</translation>
    </message>
    <message>
        <source>My service</source>
        <translation>Мой сервис</translation>
    </message>
</context>
<context>
    <name>ManifestProblem</name>
    <message>
        <source>This is not JSON: a comma, a bracket or a quotation mark is out of place.</source>
        <translation>Это не JSON: запятая, скобка или кавычка стоит не на месте.</translation>
    </message>
    <message>
        <source>This program knows version %1 of manifests only.</source>
        <translation>Эта программа понимает только описания версии %1.</translation>
    </message>
    <message>
        <source>An object in braces belongs here.</source>
        <translation>Здесь нужен объект в фигурных скобках.</translation>
    </message>
    <message>
        <source>A list in square brackets belongs here.</source>
        <translation>Здесь нужен список в квадратных скобках.</translation>
    </message>
    <message>
        <source>A text in quotation marks belongs here.</source>
        <translation>Здесь нужен текст в кавычках.</translation>
    </message>
    <message>
        <source>Only true or false fits here.</source>
        <translation>Здесь возможно только true или false.</translation>
    </message>
    <message>
        <source>A number belongs here.</source>
        <translation>Здесь нужно число.</translation>
    </message>
    <message>
        <source>A whole number belongs here.</source>
        <translation>Здесь нужно целое число.</translation>
    </message>
    <message>
        <source>The number has to be within %1.</source>
        <translation>Число должно быть в пределах %1.</translation>
    </message>
    <message>
        <source>This key is missing. Without it the model cannot be called.</source>
        <translation>Этого поля не хватает. Без него модель не вызвать.</translation>
    </message>
    <message>
        <source>There is no such key. Check how it is spelled.</source>
        <translation>Такого поля нет. Проверьте, как оно написано.</translation>
    </message>
    <message>
        <source>There is no directive “%1”. Check how it is spelled.</source>
        <translation>Директивы «%1» нет. Проверьте, как она написана.</translation>
    </message>
    <message>
        <source>Only one of these fits here: %1.</source>
        <translation>Здесь возможно только одно из этого: %1.</translation>
    </message>
    <message>
        <source>This may not be empty.</source>
        <translation>Здесь не может быть пусто.</translation>
    </message>
    <message>
        <source>This is too much: at most %1.</source>
        <translation>Слишком много: не больше %1.</translation>
    </message>
    <message>
        <source>This is nested too deep.</source>
        <translation>Слишком глубокая вложенность.</translation>
    </message>
    <message>
        <source>An id has Latin letters, digits, dots and dashes only.</source>
        <translation>В идентификаторе могут быть только латинские буквы, цифры, точки и дефисы.</translation>
    </message>
    <message>
        <source>This is no address. It begins with https:// or with {base}.</source>
        <translation>Это не адрес. Он начинается с https:// или с {base}.</translation>
    </message>
    <message>
        <source>This is no header of a request.</source>
        <translation>Такого заголовка у запроса быть не может.</translation>
    </message>
    <message>
        <source>This is no JSON pointer. It begins with “/”, for example /data/0/url.</source>
        <translation>Это не указатель JSON. Он начинается с «/», например /data/0/url.</translation>
    </message>
    <message>
        <source>The regular expression is broken: %1.</source>
        <translation>Регулярное выражение написано с ошибкой: %1.</translation>
    </message>
    <message>
        <source>The change does not fit its base: there is no such place.</source>
        <translation>Правка не подходит к своей основе: такого места в ней нет.</translation>
    </message>
    <message>
        <source>The variable in braces cannot be read.</source>
        <translation>Переменную в фигурных скобках не разобрать.</translation>
    </message>
    <message>
        <source>A key may stand in “auth” only, so that it goes nowhere else.</source>
        <translation>Ключ может стоять только в «auth», чтобы не уйти никуда больше.</translation>
    </message>
    <message>
        <source>There is one of this name already.</source>
        <translation>Такое имя уже есть.</translation>
    </message>
    <message>
        <source>The model has no parameter of this name.</source>
        <translation>У модели нет параметра с таким именем.</translation>
    </message>
    <message>
        <source>The model has no input of this name.</source>
        <translation>У модели нет входа с таким именем.</translation>
    </message>
    <message>
        <source>There is no step of this name.</source>
        <translation>Шага с таким именем нет.</translation>
    </message>
    <message>
        <source>No step saves a variable of this name.</source>
        <translation>Ни один шаг не сохраняет переменную с таким именем.</translation>
    </message>
    <message>
        <source>The provider has no setting of this name.</source>
        <translation>У провайдера нет настройки с таким именем.</translation>
    </message>
    <message>
        <source>The provider has no key of this name in “secrets”.</source>
        <translation>У провайдера в «secrets» нет ключа с таким именем.</translation>
    </message>
    <message>
        <source>The reference leads nowhere inside of this manifest.</source>
        <translation>Ссылка никуда не ведёт внутри этого описания.</translation>
    </message>
    <message>
        <source>The reference runs in a circle.</source>
        <translation>Ссылка ходит по кругу.</translation>
    </message>
    <message>
        <source>This is said twice, and differently.</source>
        <translation>Это сказано дважды и по-разному.</translation>
    </message>
    <message>
        <source>The value does not fit what the parameter itself allows.</source>
        <translation>Значение не подходит под то, что разрешает сам параметр.</translation>
    </message>
    <message>
        <source>This model names another provider than this manifest has.</source>
        <translation>Модель называет другого провайдера, чем это описание.</translation>
    </message>
</context>
<context>
    <name>ModelOffer</name>
    <message>
        <source>yes</source>
        <translation>да</translation>
    </message>
    <message>
        <source>no</source>
        <translation>нет</translation>
    </message>
    <message>
        <source>By the prices of %1</source>
        <translation>По ценам на %1</translation>
    </message>
    <message>
        <source>By the prices of the model&apos;s description</source>
        <translation>По ценам из описания модели</translation>
    </message>
    <message>
        <source>The setting “%1” does not suit this model. Correct it and repeat.</source>
        <translation>Настройка «%1» не подходит этой модели. Исправьте её и повторите.</translation>
    </message>
    <message>
        <source>The setting “%1” does not suit this model: %2.</source>
        <translation>Настройка «%1» не подходит этой модели: можно %2.</translation>
    </message>
    <message>
        <source>The picture in “%1” does not suit this model. Choose another one and repeat.</source>
        <translation>Картинка «%1» не подходит этой модели. Выберите другую и повторите.</translation>
    </message>
</context>
<context>
    <name>MoneyText</name>
    <message numerus="yes">
        <source>%n credit(s)</source>
        <translation>
            <numerusform>%n&#xa0;кредит</numerusform>
            <numerusform>%n&#xa0;кредита</numerusform>
            <numerusform>%n&#xa0;кредитов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n token(s)</source>
        <translation>
            <numerusform>%n&#xa0;токен</numerusform>
            <numerusform>%n&#xa0;токена</numerusform>
            <numerusform>%n&#xa0;токенов</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>free</source>
        <translation>бесплатно</translation>
    </message>
    <message>
        <source>price unknown</source>
        <translation>цена неизвестна</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n of unknown price</source>
        <translation>
            <numerusform>%1 и ещё %n&#xa0;с неизвестной ценой</numerusform>
            <numerusform>%1 и ещё %n&#xa0;с неизвестной ценой</numerusform>
            <numerusform>%1 и ещё %n&#xa0;с неизвестной ценой</numerusform>
        </translation>
    </message>
    <message>
        <source>The limit of the project, %1, is used up (%2).</source>
        <translation>Лимит проекта %1 исчерпан (%2).</translation>
    </message>
    <message>
        <source>The limit of the month, %1, is used up (%2).</source>
        <translation>Лимит месяца %1 исчерпан (%2).</translation>
    </message>
    <message>
        <source>The limit of the project, %1, is nearly used up (%2).</source>
        <translation>Лимит проекта %1 почти исчерпан (%2).</translation>
    </message>
    <message>
        <source>The limit of the month, %1, is nearly used up (%2).</source>
        <translation>Лимит месяца %1 почти исчерпан (%2).</translation>
    </message>
    <message>
        <source>The price is unknown, and the project has a limit of %1.</source>
        <translation>Цена неизвестна, а у проекта лимит %1.</translation>
    </message>
    <message>
        <source>The price is unknown, and the month has a limit of %1.</source>
        <translation>Цена неизвестна, а на месяц лимит %1.</translation>
    </message>
    <message>
        <source>The limit of the project cannot be checked: there is no rate for %1.</source>
        <translation>Лимит проекта не проверить: нет курса для %1.</translation>
    </message>
    <message>
        <source>The limit of the month cannot be checked: there is no rate for %1.</source>
        <translation>Лимит месяца не проверить: нет курса для %1.</translation>
    </message>
    <message>
        <source>Enter the rate</source>
        <translation>Ввести курс</translation>
    </message>
    <message>
        <source>Change the limit</source>
        <translation>Изменить лимит</translation>
    </message>
    <message>
        <source>%1 / %2 per 1M tokens</source>
        <translation>%1 / %2 за 1&#xa0;млн токенов</translation>
    </message>
</context>
<context>
    <name>OfferedMedia</name>
    <message>
        <source>Picture</source>
        <translation>Картинка</translation>
    </message>
    <message>
        <source>There is no picture and no file in it. Copy a picture or a file and paste again.</source>
        <translation>Здесь нет ни картинки, ни файла. Скопируйте картинку или файл и вставьте ещё раз.</translation>
    </message>
    <message>
        <source>Only the address came, not the picture itself. Save the picture as a file and drag the file here.</source>
        <translation>Пришёл только адрес, а не сама картинка. Сохраните картинку в файл и перетащите файл сюда.</translation>
    </message>
    <message>
        <source>The other program offered a picture and gave an empty one. Save the picture as a file and drag the file here.</source>
        <translation>Другая программа предложила картинку, но отдала пустую. Сохраните картинку в файл и перетащите файл сюда.</translation>
    </message>
    <message>
        <source>What came is not a picture that can be imported. Save it as PNG, JPEG or WebP and drag the file here.</source>
        <translation>Это не картинка, которую можно импортировать. Сохраните её как PNG, JPEG или WebP и перетащите файл сюда.</translation>
    </message>
    <message>
        <source>The picture is too large. The limit is %1.</source>
        <translation>Картинка слишком большая. Предел&#xa0;— %1.</translation>
    </message>
</context>
<context>
    <name>Options</name>
    <message>
        <source>The desk for films made with neural networks</source>
        <translation>Пульт для фильмов, которые делают с нейросетями</translation>
    </message>
    <message>
        <source>The folder of the library to open or to make.</source>
        <translation>Папка библиотеки, которую открыть или создать.</translation>
    </message>
    <message>
        <source>folder</source>
        <translation>папка</translation>
    </message>
    <message>
        <source>Sign in as “demo” and open the demo film, making both if need be.</source>
        <translation>Войти как «demo» и открыть демо-фильм; если их нет, создать.</translation>
    </message>
    <message>
        <source>Files and folders to bring in once signed in.</source>
        <translation>Файлы и папки, которые импортировать после входа.</translation>
    </message>
    <message>
        <source>--library needs a folder.</source>
        <translation>Для --library нужна папка.</translation>
    </message>
</context>
<context>
    <name>Passport</name>
    <message>
        <source>%1. Files</source>
        <translation>%1. Файлы</translation>
    </message>
    <message>
        <source>Shot</source>
        <translation>Шот</translation>
    </message>
    <message>
        <source>Shot title</source>
        <translation>Название шота</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Вид</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Файл</translation>
    </message>
    <message>
        <source>Headliner</source>
        <translation>Хедлайнер</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Провайдер</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Модель</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Версия</translation>
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
        <source>Seed</source>
        <translation>Сид</translation>
    </message>
    <message>
        <source>Other parameters</source>
        <translation>Остальные параметры</translation>
    </message>
    <message>
        <source>Source asset</source>
        <translation>Исходный ассет</translation>
    </message>
    <message>
        <source>Edit in words</source>
        <translation>Правка словами</translation>
    </message>
    <message>
        <source>Where the data comes from</source>
        <translation>Откуда данные</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Дата</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Стоимость</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>Валюта</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Ширина</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>Высота</translation>
    </message>
    <message>
        <source>Duration, s</source>
        <translation>Длительность, с</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Заметка</translation>
    </message>
    <message>
        <source>Asset id</source>
        <translation>ID ассета</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Миниатюра</translation>
    </message>
    <message>
        <source>Script</source>
        <translation>Сценарий</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Статус</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Метка</translation>
    </message>
    <message>
        <source>Planned duration, s</source>
        <translation>Плановая длительность, с</translation>
    </message>
    <message>
        <source>Assets</source>
        <translation>Ассеты</translation>
    </message>
    <message>
        <source>Shot id</source>
        <translation>ID шота</translation>
    </message>
    <message>
        <source>Cell</source>
        <translation>Ячейка</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Часть</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Текст</translation>
    </message>
    <message>
        <source>… continued on the sheet “%1”</source>
        <translation>… продолжение на листе «%1»</translation>
    </message>
    <message>
        <source>Shots</source>
        <translation>Шоты</translation>
    </message>
    <message>
        <source>Long texts</source>
        <translation>Длинные тексты</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>да</translation>
    </message>
    <message>
        <source>generated here</source>
        <translation>сгенерировано здесь</translation>
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
        <source>frame of a video</source>
        <translation>кадр видео</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>неизвестно</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Формат</translation>
    </message>
    <message>
        <source>Frame height</source>
        <translation>Высота кадра</translation>
    </message>
    <message>
        <source>Video length</source>
        <translation>Длина видео</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Камера</translation>
    </message>
    <message>
        <source>Comments</source>
        <translation>Комментарии</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Ссылка</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>Что это</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>Автор</translation>
    </message>
    <message>
        <source>Second of the video</source>
        <translation>Секунда видео</translation>
    </message>
    <message>
        <source>To the version of</source>
        <translation>К версии от</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>Решено</translation>
    </message>
    <message>
        <source>Answer to</source>
        <translation>Ответ на</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>удалено</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Комментарий</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Ответ</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>Принято</translation>
    </message>
    <message>
        <source>Changes wanted</source>
        <translation>Нужны правки</translation>
    </message>
    <message>
        <source>Verdict taken back</source>
        <translation>Решение снято</translation>
    </message>
</context>
<context>
    <name>ProviderCheck</name>
    <message>
        <source>First enter “%1”.</source>
        <translation>Сначала введите «%1».</translation>
    </message>
    <message>
        <source>First enter the key.</source>
        <translation>Сначала введите ключ.</translation>
    </message>
    <message>
        <source>First allow Raskadr to call the address.</source>
        <translation>Сначала разрешите обращаться к этому адресу.</translation>
    </message>
    <message>
        <source>Kept. This service has nothing that could be asked for free: the first generation will show whether the key fits.</source>
        <translation>Сохранено. Бесплатно спросить этот сервис не о чем: подходит ли ключ, покажет первая генерация.</translation>
    </message>
    <message>
        <source>The key fits. On the account: %1.</source>
        <translation>Ключ подходит. На счету: %1.</translation>
    </message>
    <message numerus="yes">
        <source>The key fits; the service offers %n model(s).</source>
        <translation>
            <numerusform>Ключ подходит, у сервиса %n&#xa0;модель.</numerusform>
            <numerusform>Ключ подходит, у сервиса %n&#xa0;модели.</numerusform>
            <numerusform>Ключ подходит, у сервиса %n&#xa0;моделей.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 answers and has %n model(s).</source>
        <translation>
            <numerusform>%1 отвечает, у него %n&#xa0;модель.</numerusform>
            <numerusform>%1 отвечает, у него %n&#xa0;модели.</numerusform>
            <numerusform>%1 отвечает, у него %n&#xa0;моделей.</numerusform>
        </translation>
    </message>
    <message>
        <source>The key fits.</source>
        <translation>Ключ подходит.</translation>
    </message>
    <message>
        <source>%1 answers.</source>
        <translation>%1 отвечает.</translation>
    </message>
    <message>
        <source>Something else answers at this address. Check the address.</source>
        <translation>По этому адресу отвечает что-то другое. Проверьте адрес.</translation>
    </message>
    <message>
        <source>The key does not fit. Copy it from the provider once more.</source>
        <translation>Ключ не подходит. Скопируйте его у провайдера ещё раз.</translation>
    </message>
    <message>
        <source>The key fits, but the funds at the provider are used up.</source>
        <translation>Ключ подходит, но средства у провайдера закончились.</translation>
    </message>
</context>
<context>
    <name>Providers</name>
    <message>
        <source>Key</source>
        <translation>Ключ</translation>
    </message>
    <message>
        <source>Access key</source>
        <translation>Ключ доступа (access key)</translation>
    </message>
    <message>
        <source>Secret key</source>
        <translation>Секретный ключ (secret key)</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Имя пользователя</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Пароль</translation>
    </message>
    <message>
        <source>On this computer, free</source>
        <translation>На этом компьютере, бесплатно</translation>
    </message>
    <message numerus="yes">
        <source>%n model(s), key stored</source>
        <translation>
            <numerusform>%n&#xa0;модель, ключ сохранён</numerusform>
            <numerusform>%n&#xa0;модели, ключ сохранён</numerusform>
            <numerusform>%n&#xa0;моделей, ключ сохранён</numerusform>
        </translation>
    </message>
    <message>
        <source>No key entered</source>
        <translation>Ключ не задан</translation>
    </message>
    <message>
        <source>A setting is missing</source>
        <translation>Не хватает настройки</translation>
    </message>
    <message>
        <source>The system keychain has not answered yet</source>
        <translation>Хранилище ключей системы ещё не ответило</translation>
    </message>
    <message>
        <source>The key has to be entered again</source>
        <translation>Ключ нужно ввести заново</translation>
    </message>
    <message>
        <source>Always there</source>
        <translation>Встроен</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Подключён</translation>
    </message>
    <message>
        <source>Needs a key</source>
        <translation>Нужен ключ</translation>
    </message>
    <message>
        <source>Needs a setting</source>
        <translation>Нужна настройка</translation>
    </message>
    <message>
        <source>Confirm the address</source>
        <translation>Подтвердите адрес</translation>
    </message>
    <message>
        <source>Waiting for the keychain</source>
        <translation>Ждём хранилище ключей системы</translation>
    </message>
    <message>
        <source>Enter the key again</source>
        <translation>Введите ключ заново</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Приостановлен</translation>
    </message>
</context>
<context>
    <name>Proxy</name>
    <message>
        <source>The proxy is written as http://host:port or socks5h://host:port, with name:password@ before the host if it asks for them.</source>
        <translation>Прокси записывают так: http://адрес:порт или socks5h://адрес:порт; если он спрашивает имя и пароль, перед адресом стоит имя:пароль@.</translation>
    </message>
    <message>
        <source>Enter the address of the proxy, or choose another way.</source>
        <translation>Введите адрес прокси или выберите другой выход в сеть.</translation>
    </message>
</context>
<context>
    <name>Removal</name>
    <message numerus="yes">
        <source>Its %n model(s) go with it.</source>
        <translation>
            <numerusform>Вместе с ним уберём его модель (%n).</numerusform>
            <numerusform>Вместе с ним уберём его модели (%n).</numerusform>
            <numerusform>Вместе с ним уберём его модели (%n).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n key(s) of it are forgotten.</source>
        <translation>
            <numerusform>Его ключ (%n) будет удалён.</numerusform>
            <numerusform>Его ключи (%n) будут удалены.</numerusform>
            <numerusform>Его ключи (%n) будут удалены.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n generation(s) made with it stay, with their prompts and its name.</source>
        <translation>
            <numerusform>%n&#xa0;генерация останется&#xa0;— с промтом и этим именем.</numerusform>
            <numerusform>%n&#xa0;генерации останутся&#xa0;— с промтами и этим именем.</numerusform>
            <numerusform>%n&#xa0;генераций останутся&#xa0;— с промтами и этим именем.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was made with it yet.</source>
        <translation>Генераций с ним ещё не было.</translation>
    </message>
    <message>
        <source>Remove “%1”?</source>
        <translation>Удалить «%1»?</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>Вернуть исходное</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Удалить</translation>
    </message>
    <message numerus="yes">
        <source>%n generation(s) of “%1” are under way or their result is not known. Wait for them, cancel or forget them first.</source>
        <translation>
            <numerusform>%n&#xa0;генерация «%1» ещё не закончена или её результат неизвестен. Дождитесь её, отмените или забудьте.</numerusform>
            <numerusform>%n&#xa0;генерации «%1» ещё не закончены или их результат неизвестен. Дождитесь их, отмените или забудьте.</numerusform>
            <numerusform>%n&#xa0;генераций «%1» ещё не закончены или их результат неизвестен. Дождитесь их, отмените или забудьте.</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1” is again as it came with the program.</source>
        <translation>«%1»&#xa0;— снова как в программе.</translation>
    </message>
    <message>
        <source>“%1” is removed.</source>
        <translation>«%1»: удалено.</translation>
    </message>
    <message>
        <source>Your changes of “%1” go; what came with the program is in force again.</source>
        <translation>Ваши изменения в описании «%1» пропадут, снова будет действовать описание из программы.</translation>
    </message>
    <message>
        <source>Go back to the original?</source>
        <translation>Вернуть исходное описание?</translation>
    </message>
</context>
<context>
    <name>Sharing</name>
    <message>
        <source>Publishing, %1</source>
        <translation>Публикуем, %1</translation>
    </message>
    <message>
        <source>Revoked</source>
        <translation>Отозвана</translation>
    </message>
    <message>
        <source>Not published</source>
        <translation>Не опубликована</translation>
    </message>
    <message>
        <source>Publishing was interrupted</source>
        <translation>Публикация прервана</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Срок истёк</translation>
    </message>
    <message>
        <source>Cannot be reached</source>
        <translation>Недоступна</translation>
    </message>
    <message numerus="yes">
        <source>Out of date: %n shot(s)</source>
        <translation>
            <numerusform>Устарело: %n&#xa0;шот</numerusform>
            <numerusform>Устарело: %n&#xa0;шота</numerusform>
            <numerusform>Устарело: %n&#xa0;шотов</numerusform>
        </translation>
    </message>
    <message>
        <source>Published</source>
        <translation>Опубликована</translation>
    </message>
    <message>
        <source>On a server</source>
        <translation>На сервере</translation>
    </message>
    <message>
        <source>In this network</source>
        <translation>В этой сети</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Папка</translation>
    </message>
    <message>
        <source>Nobody has opened it yet.</source>
        <translation>Ещё не открывали.</translation>
    </message>
    <message numerus="yes">
        <source>Opened %n time(s).</source>
        <translation>
            <numerusform>Открывали %n&#xa0;раз.</numerusform>
            <numerusform>Открывали %n&#xa0;раза.</numerusform>
            <numerusform>Открывали %n&#xa0;раз.</numerusform>
        </translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Клиент</translation>
    </message>
    <message>
        <source>Director</source>
        <translation>Режиссёр</translation>
    </message>
    <message>
        <source>Link %1</source>
        <translation>Ссылка %1</translation>
    </message>
    <message>
        <source>The share server gets too many requests. The next one is possible in %1.</source>
        <translation>К серверу ссылок слишком много обращений. Следующее возможно через %1.</translation>
    </message>
    <message>
        <source>The share server gets too many requests. Wait a little and try again.</source>
        <translation>К серверу ссылок слишком много обращений. Подождите немного и повторите.</translation>
    </message>
    <message>
        <source>This is no address of a share server. It looks like this: https://share.example.com</source>
        <translation>Это не адрес сервера ссылок. Он выглядит так: https://share.example.com</translation>
    </message>
    <message>
        <source>The address begins with http://, and everybody on the way could read the password. Enter it with https://.</source>
        <translation>Адрес начинается с http://, и пароль мог бы прочитать любой по дороге. Введите его с https://.</translation>
    </message>
    <message>
        <source>This address leads into your own network. Confirm that it is meant.</source>
        <translation>Этот адрес ведёт в вашу собственную сеть. Подтвердите, что он верный.</translation>
    </message>
    <message>
        <source>The share server asks who you are. Enter the login and the password again; nothing that was published is lost.</source>
        <translation>Сервер ссылок не узнаёт вас. Введите логин и пароль ещё раз; опубликованное не пропало.</translation>
    </message>
    <message>
        <source>The account is locked. Log in, and it goes on.</source>
        <translation>Учётная запись закрыта. Войдите, и работа продолжится.</translation>
    </message>
    <message>
        <source>There is nothing to publish: the link has no shot to show.</source>
        <translation>Публиковать нечего: в ссылке нет ни одного шота.</translation>
    </message>
    <message>
        <source>The share server does not know this link any more: it was revoked. Make a new one.</source>
        <translation>Сервер больше не знает этой ссылки: она отозвана. Создайте новую.</translation>
    </message>
    <message>
        <source>The share server cannot be reached. Check the network; it goes on by itself when the server answers.</source>
        <translation>Сервер ссылок недоступен. Проверьте сеть; когда сервер ответит, работа продолжится сама.</translation>
    </message>
    <message>
        <source>The share server did not answer in time. We will try again by ourselves.</source>
        <translation>Сервер ссылок не ответил вовремя. Мы повторим сами.</translation>
    </message>
    <message>
        <source>The connection to the share server is not safe: its certificate is not valid. Tell its operator; nothing was sent.</source>
        <translation>Соединение с сервером ссылок небезопасно: его сертификат недействителен. Сообщите его владельцу; ничего не отправлено.</translation>
    </message>
    <message>
        <source>Something else answers at this address, and not a Raskadr share server. Check the address.</source>
        <translation>По этому адресу отвечает не сервер ссылок Раскадра. Проверьте адрес.</translation>
    </message>
    <message>
        <source>Wrong login or password of the share server. Check the keyboard layout and try again.</source>
        <translation>Неверный логин или пароль сервера ссылок. Проверьте раскладку и повторите.</translation>
    </message>
    <message>
        <source>Somebody else is publishing the same link at this moment. Try again in a minute.</source>
        <translation>Эту ссылку сейчас публикует кто-то ещё. Повторите через минуту.</translation>
    </message>
    <message>
        <source>One of the files is larger than the share server takes. Choose fewer or shorter videos.</source>
        <translation>Один из файлов больше, чем принимает сервер ссылок. Выберите видео короче или меньше видео.</translation>
    </message>
    <message>
        <source>The share server has no room left. Revoke links that nobody needs, or ask its operator for room.</source>
        <translation>На сервере ссылок закончилось место. Отзовите ненужные ссылки или попросите место у его владельца.</translation>
    </message>
    <message>
        <source>Something broke at the share server. We will try again by ourselves.</source>
        <translation>На сервере ссылок что-то сломалось. Мы повторим сами.</translation>
    </message>
    <message>
        <source>The share server refused this. Its operator can tell why.</source>
        <translation>Сервер ссылок отказал. Почему, знает тот, кто им управляет.</translation>
    </message>
    <message>
        <source>The answer of the share server makes no sense. Check the address, and whether the network asks for a login of its own.</source>
        <translation>Ответ сервера ссылок непонятен. Проверьте адрес и не требует ли сеть своего входа.</translation>
    </message>
    <message>
        <source>Technical data could not be removed from a file, so it was not published.</source>
        <translation>Не удалось очистить технические данные файла, поэтому он не опубликован.</translation>
    </message>
    <message>
        <source>A file is missing or damaged, so it was not published.</source>
        <translation>Файл пропал или повреждён, поэтому он не опубликован.</translation>
    </message>
    <message>
        <source>There is something else in “%1” already. Choose an empty folder or another name.</source>
        <translation>В «%1» уже лежит что-то другое. Выберите пустую папку или другое имя.</translation>
    </message>
    <message>
        <source>The share server is not installed on this computer. Install the package raskadr-sync-server.</source>
        <translation>На этом компьютере нет сервера ссылок. Установите пакет raskadr-sync-server.</translation>
    </message>
    <message>
        <source>This computer is in no network. Connect it, and the link works by itself.</source>
        <translation>Компьютер не подключён к сети. Подключите его, и ссылка заработает сама.</translation>
    </message>
    <message>
        <source>Another program uses the port of the share server. Close it and try again.</source>
        <translation>Порт сервера ссылок занят другой программой. Закройте её и повторите.</translation>
    </message>
    <message>
        <source>Publishing did not work out. Nothing is lost; try again.</source>
        <translation>Опубликовать не удалось. Ничего не потеряно, попробуйте ещё раз.</translation>
    </message>
    <message>
        <source>Shot %1 was not published: its file is missing or damaged.</source>
        <translation>Шот %1 не опубликован: его файл пропал или повреждён.</translation>
    </message>
    <message>
        <source>Shot %1 was not published: technical data could not be removed.</source>
        <translation>Шот %1 не опубликован: не удалось очистить технические данные.</translation>
    </message>
    <message>
        <source>Not sent: the link was revoked, or the comment was deleted.</source>
        <translation>Не отправлено: ссылка отозвана или комментарий удалён.</translation>
    </message>
    <message>
        <source>Not sent: the answer is too long.</source>
        <translation>Не отправлено: ответ слишком длинный.</translation>
    </message>
    <message>
        <source>Not sent: the share server does not take it.</source>
        <translation>Не отправлено: сервер ссылок его не принимает.</translation>
    </message>
    <message numerus="yes">
        <source>The title of the page may not be empty and has at most %n character(s), in one line.</source>
        <translation>
            <numerusform>Заголовок страницы не может быть пустым и умещается в одну строку: до %n&#xa0;символа.</numerusform>
            <numerusform>Заголовок страницы не может быть пустым и умещается в одну строку: до %n&#xa0;символов.</numerusform>
            <numerusform>Заголовок страницы не может быть пустым и умещается в одну строку: до %n&#xa0;символов.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The greeting has at most %n character(s).</source>
        <translation>
            <numerusform>В приветствии до %n&#xa0;символа.</numerusform>
            <numerusform>В приветствии до %n&#xa0;символов.</numerusform>
            <numerusform>В приветствии до %n&#xa0;символов.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The name of the link has at most %n character(s), in one line.</source>
        <translation>
            <numerusform>Название ссылки умещается в одну строку: до %n&#xa0;символа.</numerusform>
            <numerusform>Название ссылки умещается в одну строку: до %n&#xa0;символов.</numerusform>
            <numerusform>Название ссылки умещается в одну строку: до %n&#xa0;символов.</numerusform>
        </translation>
    </message>
    <message>
        <source>The end of the address consists of small Latin letters, digits and dashes; some words are taken.</source>
        <translation>Окончание адреса&#xa0;— строчные латинские буквы, цифры и дефисы; некоторые слова заняты.</translation>
    </message>
    <message>
        <source>The link would have expired already. Choose a later day.</source>
        <translation>Срок ссылки уже истёк бы. Выберите день позже.</translation>
    </message>
    <message>
        <source>Choose a folder for the page.</source>
        <translation>Выберите папку для страницы.</translation>
    </message>
    <message numerus="yes">
        <source>Enter the password of the link: one line of at most %n character(s). A folder cannot have one.</source>
        <translation>
            <numerusform>Введите пароль ссылки: одна строка до %n&#xa0;символа. У папки пароля не бывает.</numerusform>
            <numerusform>Введите пароль ссылки: одна строка до %n&#xa0;символов. У папки пароля не бывает.</numerusform>
            <numerusform>Введите пароль ссылки: одна строка до %n&#xa0;символов. У папки пароля не бывает.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A link shows at least one shot and at most %n. Choose others.</source>
        <translation>
            <numerusform>В ссылке хотя бы один шот и не больше %n. Выберите другие.</numerusform>
            <numerusform>В ссылке хотя бы один шот и не больше %n. Выберите другие.</numerusform>
            <numerusform>В ссылке хотя бы один шот и не больше %n. Выберите другие.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>An answer may not be empty and has at most %n character(s).</source>
        <translation>
            <numerusform>Ответ не может быть пустым; в нём до %n&#xa0;символа.</numerusform>
            <numerusform>Ответ не может быть пустым; в нём до %n&#xa0;символов.</numerusform>
            <numerusform>Ответ не может быть пустым; в нём до %n&#xa0;символов.</numerusform>
        </translation>
    </message>
    <message>
        <source>Enter the login at the share server.</source>
        <translation>Введите логин сервера ссылок.</translation>
    </message>
    <message>
        <source>The link does not allow this: it was revoked, or it is still published.</source>
        <translation>Со ссылкой так нельзя: она отозвана или ещё опубликована.</translation>
    </message>
    <message>
        <source>This cannot be answered or resolved: it was deleted, was not sent yet, or is a verdict.</source>
        <translation>На это нельзя ответить или решить: комментарий удалён, ещё не отправлен или это решение.</translation>
    </message>
    <message numerus="yes">
        <source>Your name for guests has at most %n character(s), in one line.</source>
        <translation>
            <numerusform>Ваше имя для гостей умещается в одну строку: до %n&#xa0;символа.</numerusform>
            <numerusform>Ваше имя для гостей умещается в одну строку: до %n&#xa0;символов.</numerusform>
            <numerusform>Ваше имя для гостей умещается в одну строку: до %n&#xa0;символов.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Opened %n time(s), last: %1.</source>
        <translation>
            <numerusform>Открывали %n&#xa0;раз, последний&#xa0;— %1.</numerusform>
            <numerusform>Открывали %n&#xa0;раза, последний&#xa0;— %1.</numerusform>
            <numerusform>Открывали %n&#xa0;раз, последний&#xa0;— %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ShotMenu</name>
    <message>
        <source>No label</source>
        <translation>Без метки</translation>
    </message>
    <message>
        <source>Passport of these shots…</source>
        <translation>Паспорт выбранных шотов…</translation>
    </message>
    <message>
        <source>Headliners into a folder…</source>
        <translation>Хедлайнеры в папку…</translation>
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
        <source>Play</source>
        <translation>Воспроизвести</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Пробел</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Статус</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Метка</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Переименовать</translation>
    </message>
    <message>
        <source>Edit the script</source>
        <translation>Изменить сценарий</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Дублировать</translation>
    </message>
    <message>
        <source>Move to number…</source>
        <translation>Переместить на номер…</translation>
    </message>
    <message>
        <source>Make the newest asset the headliner</source>
        <translation>Сделать хедлайнером последний ассет</translation>
    </message>
    <message>
        <source>Copy the headliner&apos;s file</source>
        <translation>Скопировать файл хедлайнера</translation>
    </message>
    <message>
        <source>Retry failed generations</source>
        <translation>Повторить неудачные генерации</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Экспорт</translation>
    </message>
    <message>
        <source>To the trash</source>
        <translation>В корзину</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Del</translation>
    </message>
    <message>
        <source>Delete for good…</source>
        <translation>Удалить навсегда…</translation>
    </message>
    <message>
        <source>Generate…</source>
        <translation>Сгенерировать…</translation>
    </message>
    <message>
        <source>Animate the headliners…</source>
        <translation>Оживить хедлайнеры…</translation>
    </message>
    <message>
        <source>Edit in words…</source>
        <translation>Правка…</translation>
    </message>
</context>
<context>
    <name>ShotReader</name>
    <message>
        <source>Shot %1: %2</source>
        <translation>Шот %1: %2</translation>
    </message>
</context>
<context>
    <name>SmartEdit</name>
    <message>
        <source>Changed: prompt and negative prompt</source>
        <translation>Изменено: промт и негативный промт</translation>
    </message>
    <message>
        <source>Changed: prompt</source>
        <translation>Изменено: промт</translation>
    </message>
    <message>
        <source>Changed: negative prompt</source>
        <translation>Изменено: негативный промт</translation>
    </message>
    <message>
        <source>Nothing changed</source>
        <translation>Без изменений</translation>
    </message>
    <message numerus="yes">
        <source>Changed: prompt, negative prompt and %n parameter(s)</source>
        <translation>
            <numerusform>Изменено: промт, негативный промт и %n&#xa0;параметр</numerusform>
            <numerusform>Изменено: промт, негативный промт и %n&#xa0;параметра</numerusform>
            <numerusform>Изменено: промт, негативный промт и %n&#xa0;параметров</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Changed: prompt and %n parameter(s)</source>
        <translation>
            <numerusform>Изменено: промт и %n&#xa0;параметр</numerusform>
            <numerusform>Изменено: промт и %n&#xa0;параметра</numerusform>
            <numerusform>Изменено: промт и %n&#xa0;параметров</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Changed: negative prompt and %n parameter(s)</source>
        <translation>
            <numerusform>Изменено: негативный промт и %n&#xa0;параметр</numerusform>
            <numerusform>Изменено: негативный промт и %n&#xa0;параметра</numerusform>
            <numerusform>Изменено: негативный промт и %n&#xa0;параметров</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Changed: %n parameter(s)</source>
        <translation>
            <numerusform>Изменено: %n&#xa0;параметр</numerusform>
            <numerusform>Изменено: %n&#xa0;параметра</numerusform>
            <numerusform>Изменено: %n&#xa0;параметров</numerusform>
        </translation>
    </message>
    <message>
        <source>Not understood: %1</source>
        <translation>Не понял: %1</translation>
    </message>
    <message>
        <source>Nothing changes: the prompt says so already.</source>
        <translation>Менять нечего: в промте уже так.</translation>
    </message>
    <message>
        <source>The agent answered unclearly twice. Put it in other words.</source>
        <translation>Агент дважды ответил непонятно. Скажите другими словами.</translation>
    </message>
    <message>
        <source>The agent answered unclearly twice. Put it in other words. Its answer: %1</source>
        <translation>Агент дважды ответил непонятно. Скажите другими словами. Его ответ: %1</translation>
    </message>
    <message>
        <source>The agent refuses this edit. Put it in other words.</source>
        <translation>Агент отказался выполнять эту правку. Скажите другими словами.</translation>
    </message>
    <message>
        <source>The agent refuses this edit: %1</source>
        <translation>Агент отказался выполнять эту правку: %1</translation>
    </message>
    <message>
        <source>The model has no place for “%1”.</source>
        <translation>У модели нет параметра «%1».</translation>
    </message>
    <message>
        <source>The model takes no negative prompt.</source>
        <translation>Модель не принимает негативный промт.</translation>
    </message>
    <message>
        <source>The model does not take this seed.</source>
        <translation>Модель не принимает этот сид.</translation>
    </message>
    <message>
        <source>The model has no place for the picture “%1”.</source>
        <translation>Модели некуда взять картинку «%1».</translation>
    </message>
    <message>
        <source>The file has no prompt. Describe the picture or choose a model that edits pictures.</source>
        <translation>У файла нет промта. Опишите картинку или выберите модель-редактор.</translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation>Выбрать модель</translation>
    </message>
    <message>
        <source>The model “%1” cannot be called any more. Choose another one.</source>
        <translation>Модель «%1» больше недоступна. Выберите другую.</translation>
    </message>
    <message>
        <source>It is not known which model made this. Choose the one that shall make it anew.</source>
        <translation>Неизвестно, какая модель это сделала. Выберите, какая сделает заново.</translation>
    </message>
    <message>
        <source>The agent: %1</source>
        <translation>Агент: %1</translation>
    </message>
    <message>
        <source>The agent did not see the picture: it takes no such files.</source>
        <translation>Агент не видел картинку: он не принимает такие файлы.</translation>
    </message>
    <message>
        <source>The prompt is a JSON document and has to stay one with the same fields.</source>
        <translation>Этот промт&#xa0;— документ JSON. Он должен остаться документом с теми же полями.</translation>
    </message>
</context>
<context>
    <name>raskadr::desktop::Application</name>
    <message>
        <source>Raskadr</source>
        <translation>Раскадр</translation>
    </message>
    <message>
        <source>Close without saving?</source>
        <translation>Закрыть без сохранения?</translation>
    </message>
    <message>
        <source>Something is typed in an open window and not saved. It will be lost.</source>
        <translation>В открытом окне есть несохранённый текст. Он пропадёт.</translation>
    </message>
    <message>
        <source>Close Raskadr?</source>
        <translation>Закрыть Раскадр?</translation>
    </message>
    <message numerus="yes">
        <source>%n generation(s) are not finished. They go back into the queue and go on at the next start; nothing is lost.</source>
        <translation>
            <numerusform>Не закончена %n&#xa0;генерация. Она вернётся в очередь и продолжится при следующем запуске; ничего не пропадёт.</numerusform>
            <numerusform>Не закончены %n&#xa0;генерации. Они вернутся в очередь и продолжатся при следующем запуске; ничего не пропадёт.</numerusform>
            <numerusform>Не закончено %n&#xa0;генераций. Они вернутся в очередь и продолжатся при следующем запуске; ничего не пропадёт.</numerusform>
        </translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>The library is damaged: this is what can still be read. Nothing can be changed, and some rows may be missing.</source>
        <translation>Библиотека повреждена: здесь то, что ещё читается. Менять ничего нельзя, и чего-то может не хватать.</translation>
    </message>
    <message>
        <source>The library is open to look only. Nothing can be changed.</source>
        <translation>Библиотека открыта только для просмотра. Менять ничего нельзя.</translation>
    </message>
    <message>
        <source>Close Raskadr now?</source>
        <translation>Закрыть Раскадр сейчас?</translation>
    </message>
    <message numerus="yes">
        <source>%n request(s) are being answered at this moment, and the service cannot be asked about them later. If you close now, their result stays unknown and may be charged for. The rest goes on at the next start.</source>
        <translation>
            <numerusform>Сервис прямо сейчас отвечает на %n&#xa0;запрос, и спросить о нём позже нельзя. Если закрыть программу, результат останется неизвестным, а деньги могут быть списаны. Остальное продолжится при следующем запуске.</numerusform>
            <numerusform>Сервис прямо сейчас отвечает на %n&#xa0;запроса, и спросить о них позже нельзя. Если закрыть программу, результаты останутся неизвестными, а деньги могут быть списаны. Остальное продолжится при следующем запуске.</numerusform>
            <numerusform>Сервис прямо сейчас отвечает на %n&#xa0;запросов, и спросить о них позже нельзя. Если закрыть программу, результаты останутся неизвестными, а деньги могут быть списаны. Остальное продолжится при следующем запуске.</numerusform>
        </translation>
    </message>
    <message>
        <source>Close all the same</source>
        <translation>Всё равно закрыть</translation>
    </message>
</context>
<context>
    <name>raskadr::desktop::BringIn</name>
    <message>
        <source>Folder with frames</source>
        <translation>Папка с кадрами</translation>
    </message>
    <message>
        <source>Files to import</source>
        <translation>Файлы для импорта</translation>
    </message>
</context>
<context>
    <name>raskadr::desktop::BulkEditFlow</name>
    <message>
        <source>None of the selected shots has a headliner with a prompt and a model.</source>
        <translation>Ни у одного из выбранных шотов нет хедлайнера с промтом и моделью.</translation>
    </message>
    <message numerus="yes">
        <source>%n edit(s) are in the queue</source>
        <translation>
            <numerusform>%n&#xa0;правка в очереди</numerusform>
            <numerusform>%n&#xa0;правки в очереди</numerusform>
            <numerusform>%n&#xa0;правок в очереди</numerusform>
        </translation>
    </message>
    <message>
        <source>edits in words</source>
        <translation>правки</translation>
    </message>
</context>
<context>
    <name>raskadr::desktop::BulkFlow</name>
    <message>
        <source>None of the selected shots has a picture as its headliner.</source>
        <translation>Ни у одного из выбранных шотов хедлайнер не картинка.</translation>
    </message>
    <message>
        <source>The selected shots are not there any more.</source>
        <translation>Выбранных шотов больше нет.</translation>
    </message>
    <message>
        <source>The price is unknown. With a limit of %1 these generations wait.</source>
        <translation>Цена неизвестна. При лимите %1 эти генерации будут ждать.</translation>
    </message>
    <message>
        <source>There is no rate for %1, so the limit of %2 cannot be checked and these generations wait.</source>
        <translation>Нет курса для %1, поэтому лимит %2 не проверить и эти генерации будут ждать.</translation>
    </message>
    <message>
        <source>Only %1 of the limit of %2 are left. What does not fit waits in the queue.</source>
        <translation>От лимита %2 осталось %1. Что не поместится, подождёт в очереди.</translation>
    </message>
    <message numerus="yes">
        <source>In the queue: %n generation(s)</source>
        <translation>
            <numerusform>В очереди %n&#xa0;генерация</numerusform>
            <numerusform>В очереди %n&#xa0;генерации</numerusform>
            <numerusform>В очереди %n&#xa0;генераций</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>raskadr::desktop::CommentFlow</name>
    <message>
        <source>The link was revoked: there is nowhere to answer to.</source>
        <translation>Ссылка отозвана: ответ некуда отправить.</translation>
    </message>
    <message>
        <source>No connection to the server since %1. Answers go out when it is back.</source>
        <translation>С %1 нет связи с сервером. Ответы уйдут, когда она появится.</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>Проверить сейчас</translation>
    </message>
    <message>
        <source>The server wants you to sign in again: comments do not come in.</source>
        <translation>Сервер просит войти заново: комментарии не приходят.</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Войти</translation>
    </message>
    <message>
        <source>%1, %2: %3</source>
        <translation>%1, %2: %3</translation>
    </message>
    <message numerus="yes">
        <source>%n new comment(s)</source>
        <translation>
            <numerusform>%n&#xa0;новый комментарий</numerusform>
            <numerusform>%n&#xa0;новых комментария</numerusform>
            <numerusform>%n&#xa0;новых комментариев</numerusform>
        </translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Показать</translation>
    </message>
</context>
<context>
    <name>raskadr::desktop::CommentNews</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 and others</source>
        <translation>%1 и другие</translation>
    </message>
    <message numerus="yes">
        <source>%n new comment(s)</source>
        <translation>
            <numerusform>%n&#xa0;новый комментарий</numerusform>
            <numerusform>%n&#xa0;новых комментария</numerusform>
            <numerusform>%n&#xa0;новых комментариев</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>raskadr::desktop::DesktopNotice</name>
    <message>
        <source>Raskadr</source>
        <translation>Раскадр</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Открыть</translation>
    </message>
</context>
<context>
    <name>raskadr::desktop::EntryFlow</name>
    <message>
        <source>Choose a folder for the library</source>
        <translation>Выберите папку библиотеки</translation>
    </message>
    <message>
        <source>This folder already holds a library. Sign in to it, or create an account of your own.</source>
        <translation>В этой папке уже есть библиотека. Войдите в неё или создайте свою учётную запись.</translation>
    </message>
    <message>
        <source>Demo</source>
        <translation>Демо</translation>
    </message>
    <message numerus="yes">
        <source>A login has from 1 to %n printable character(s)</source>
        <translation>
            <numerusform>В логине от 1 до %n&#xa0;печатного знака</numerusform>
            <numerusform>В логине от 1 до %n&#xa0;печатных знаков</numerusform>
            <numerusform>В логине от 1 до %n&#xa0;печатных знаков</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A password has at least %n character(s)</source>
        <translation>
            <numerusform>В пароле должен быть хотя бы %n&#xa0;знак</numerusform>
            <numerusform>В пароле должно быть не меньше %n&#xa0;знаков</numerusform>
            <numerusform>В пароле должно быть не меньше %n&#xa0;знаков</numerusform>
        </translation>
    </message>
    <message>
        <source>There is such an account already. Choose another login.</source>
        <translation>Такая учётная запись уже есть. Выберите другой логин.</translation>
    </message>
    <message>
        <source>The login or the recovery code is wrong. Check both and try again.</source>
        <translation>Неверный логин или код восстановления. Проверьте их и попробуйте ещё раз.</translation>
    </message>
    <message>
        <source>There is no such account in this library.</source>
        <translation>В этой библиотеке нет такой учётной записи.</translation>
    </message>
    <message>
        <source>The system&apos;s keychain did not take the key. The next start asks for the password.</source>
        <translation>Хранилище ключей системы не приняло ключ. При следующем запуске понадобится пароль.</translation>
    </message>
</context>
<context>
    <name>raskadr::desktop::LibraryDoor</name>
    <message>
        <source>Looking into the library</source>
        <translation>Смотрим, что уцелело в библиотеке</translation>
    </message>
    <message>
        <source>The damaged database is put aside untouched. What can still be read of it opens in a moment.</source>
        <translation>Повреждённая база отложена нетронутой. Всё, что ещё читается, сейчас откроется.</translation>
    </message>
    <message>
        <source>The library did not open</source>
        <translation>Библиотека не открылась</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Попробовать ещё раз</translation>
    </message>
    <message>
        <source>Open to look only</source>
        <translation>Открыть только для просмотра</translation>
    </message>
    <message>
        <source>The library is newer than the program</source>
        <translation>Библиотека новее программы</translation>
    </message>
    <message>
        <source>The library is damaged</source>
        <translation>Библиотека повреждена</translation>
    </message>
    <message>
        <source>The database cannot be trusted, so nothing was changed in it. The pictures and videos lie untouched in the folder “media”. What can still be read may be opened to look at; the damaged database is then kept aside.</source>
        <translation>Базе библиотеки нельзя доверять, поэтому в ней ничего не изменено. Картинки и видео лежат нетронутыми в папке «media». Можно открыть для просмотра то, что ещё читается; повреждённая база при этом сохранится рядом.</translation>
    </message>
    <message>
        <source>Show what can be read</source>
        <translation>Показать, что читается</translation>
    </message>
    <message>
        <source>The library is open on the computer “%1”. It was opened: %2. Close it there, or look at it here without changing anything.</source>
        <translation>Библиотека открыта на компьютере «%1». Открыта: %2. Закройте её там или откройте здесь только для просмотра.</translation>
    </message>
    <message>
        <source>The library is open elsewhere</source>
        <translation>Библиотека открыта в другом месте</translation>
    </message>
    <message>
        <source>Nothing can be written to the library</source>
        <translation>В библиотеку нельзя записать</translation>
    </message>
    <message>
        <source>The library is not there</source>
        <translation>Библиотеки нет на месте</translation>
    </message>
    <message>
        <source>Choose another folder…</source>
        <translation>Выбрать другую папку…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Закрыть Раскадр</translation>
    </message>
    <message>
        <source>Library folder</source>
        <translation>Папка библиотеки</translation>
    </message>
    <message>
        <source>Opening the library</source>
        <translation>Библиотека открывается</translation>
    </message>
    <message>
        <source>Its database is looked through first. A large one takes a little while.</source>
        <translation>Сначала просматривается её база. У большой библиотеки это занимает немного времени.</translation>
    </message>
    <message>
        <source>Nothing could be read</source>
        <translation>Прочитать ничего не удалось</translation>
    </message>
    <message>
        <source>Not even who works in this library can be read from its database. It was not changed, and a copy of it lies in the folder “backups”. The pictures and videos lie untouched in the folder “media”.</source>
        <translation>Из базы не читается даже то, кто работает в этой библиотеке. Она не изменена, а её копия лежит в папке «backups». Картинки и видео лежат нетронутыми в папке «media».</translation>
    </message>
</context>
<context>
    <name>raskadr::desktop::ManifestFlow</name>
    <message>
        <source>New provider</source>
        <translation>Новый провайдер</translation>
    </message>
    <message>
        <source>New model</source>
        <translation>Новая модель</translation>
    </message>
    <message>
        <source>model</source>
        <translation>модель</translation>
    </message>
    <message>
        <source>The model is saved.</source>
        <translation>Модель сохранена.</translation>
    </message>
    <message>
        <source>Send the key to another address?</source>
        <translation>Отправлять ключ ещё на один адрес?</translation>
    </message>
    <message>
        <source>With this description the key of the provider goes to %1 as well. Allow it only if you trust where the description comes from.</source>
        <translation>С этим описанием ключ провайдера будет уходить и на %1. Разрешайте, только если доверяете тому, откуда взято описание.</translation>
    </message>
    <message>
        <source>Allow</source>
        <translation>Разрешить</translation>
    </message>
    <message>
        <source>Description of a model</source>
        <translation>Описание модели</translation>
    </message>
    <message>
        <source>Description of a model (*.json)</source>
        <translation>Описание модели (*.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Все файлы (*)</translation>
    </message>
    <message>
        <source>“%1” is no description of a model: it is larger than %2.</source>
        <translation>«%1»&#xa0;— не описание модели: файл больше %2.</translation>
    </message>
    <message>
        <source>Save the description</source>
        <translation>Сохранить описание</translation>
    </message>
    <message>
        <source>The description is in “%1”.</source>
        <translation>Описание сохранено в «%1».</translation>
    </message>
    <message>
        <source>Asking the service what the model takes…</source>
        <translation>Спрашиваем сервис, что умеет модель…</translation>
    </message>
    <message>
        <source>What the service says of this model cannot be used (%1). The schema stays as it was.</source>
        <translation>То, что сервис сообщает о модели, не подходит (%1). Схема осталась прежней.</translation>
    </message>
    <message>
        <source>The service publishes nothing about this model.</source>
        <translation>Об этой модели сервис ничего не публикует.</translation>
    </message>
    <message>
        <source>The schema is as it was.</source>
        <translation>Схема не изменилась.</translation>
    </message>
    <message>
        <source>The schema was updated: version %1.</source>
        <translation>Схема обновлена: версия %1.</translation>
    </message>
</context>
<context>
    <name>raskadr::desktop::NoticeGrouper</name>
    <message>
        <source>A generation failed</source>
        <translation>Генерация не удалась</translation>
    </message>
    <message>
        <source>The reason is in the queue.</source>
        <translation>Причина&#xa0;— в очереди.</translation>
    </message>
    <message>
        <source>The first result is ready</source>
        <translation>Первый результат готов</translation>
    </message>
    <message>
        <source>The others follow in the queue.</source>
        <translation>Остальные&#xa0;— на подходе, в очереди.</translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) ready</source>
        <translation>
            <numerusform>готов %n&#xa0;результат</numerusform>
            <numerusform>готовы %n&#xa0;результата</numerusform>
            <numerusform>готово %n&#xa0;результатов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n&#xa0;с ошибкой</numerusform>
            <numerusform>%n&#xa0;с ошибкой</numerusform>
            <numerusform>%n&#xa0;с ошибкой</numerusform>
        </translation>
    </message>
    <message>
        <source>The queue is done</source>
        <translation>Очередь готова</translation>
    </message>
</context>
<context>
    <name>raskadr::desktop::PassportFlow</name>
    <message>
        <source>Folder for the headliners</source>
        <translation>Папка для хедлайнеров</translation>
    </message>
    <message>
        <source>Save the passport</source>
        <translation>Сохранить паспорт</translation>
    </message>
    <message>
        <source>Passport (%1)</source>
        <translation>Паспорт (%1)</translation>
    </message>
    <message>
        <source>%1. Passport</source>
        <translation>%1. Паспорт</translation>
    </message>
    <message>
        <source>The passport is still being written</source>
        <translation>Паспорт ещё пишется</translation>
    </message>
    <message>
        <source>The passport is being written: %1</source>
        <translation>Пишем паспорт: %1</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отменить</translation>
    </message>
    <message numerus="yes">
        <source>%n headliner(s) put into the folder</source>
        <translation>
            <numerusform>В папке %n&#xa0;хедлайнер</numerusform>
            <numerusform>В папке %n&#xa0;хедлайнера</numerusform>
            <numerusform>В папке %n&#xa0;хедлайнеров</numerusform>
        </translation>
    </message>
    <message>
        <source>The passport is ready: %1</source>
        <translation>Паспорт готов: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) are missing from the library and were left out.</source>
        <translation>
            <numerusform>Нет в библиотеке, пропущен %n&#xa0;файл.</numerusform>
            <numerusform>Нет в библиотеке, пропущено %n&#xa0;файла.</numerusform>
            <numerusform>Нет в библиотеке, пропущено %n&#xa0;файлов.</numerusform>
        </translation>
    </message>
    <message>
        <source>Show file</source>
        <translation>Показать файл</translation>
    </message>
</context>
<context>
    <name>raskadr::desktop::ProjectFlow</name>
    <message>
        <source>The project is in the trash</source>
        <translation>Проект в корзине</translation>
    </message>
    <message>
        <source>Library: %1</source>
        <translation>Библиотека: %1</translation>
    </message>
    <message>
        <source>Library: %1, %2 free</source>
        <translation>Библиотека: %1, свободно %2</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>Без названия</translation>
    </message>
    <message>
        <source>%1, copy</source>
        <translation>%1, копия</translation>
    </message>
</context>
<context>
    <name>raskadr::desktop::QueueFlow</name>
    <message>
        <source>Spent in %1: %2</source>
        <translation>Потрачено за %1: %2</translation>
    </message>
    <message>
        <source>Spent in %1: %2 of %3</source>
        <translation>Потрачено за %1: %2 из %3</translation>
    </message>
</context>
<context>
    <name>raskadr::desktop::ServersFlow</name>
    <message>
        <source>Off. It starts with the first link “In this network”, and runs while Raskadr is open.</source>
        <translation>Не запущен. Включится с первой ссылкой «В этой сети» и работает, пока открыт Раскадр.</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Запускаем…</translation>
    </message>
    <message>
        <source>Running at %1 while Raskadr is open.</source>
        <translation>Работает по адресу %1, пока открыт Раскадр.</translation>
    </message>
</context>
<context>
    <name>raskadr::desktop::SharingFlow</name>
    <message>
        <source>The server wants you to sign in again. Guests still see the page.</source>
        <translation>Сервер просит войти заново. Менеджеры страницу по-прежнему видят.</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Сохранено</translation>
    </message>
    <message>
        <source>The page “%1” is up to date</source>
        <translation>Страница «%1» обновлена</translation>
    </message>
    <message>
        <source>The link “%1” is published</source>
        <translation>Ссылка «%1» опубликована</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Открыть</translation>
    </message>
    <message>
        <source>Where the ZIP file goes</source>
        <translation>Куда положить ZIP-файл</translation>
    </message>
    <message>
        <source>Folder for the page</source>
        <translation>Папка для страницы</translation>
    </message>
    <message>
        <source>ZIP (%1)</source>
        <translation>Архив ZIP (%1)</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Подробности</translation>
    </message>
</context>
<context>
    <name>raskadr::desktop::SmartEditFlow</name>
    <message>
        <source>Save</source>
        <translation>Сохранить</translation>
    </message>
    <message>
        <source>The edit is in the queue</source>
        <translation>Правка в очереди</translation>
    </message>
    <message>
        <source>edit in words</source>
        <translation>правка</translation>
    </message>
</context>
<context>
    <name>raskadr::desktop::TrashFlow</name>
    <message>
        <source>Nothing can be deleted yet: generations or imports are still under way there.</source>
        <translation>Пока удалить ничего нельзя: там ещё идут генерации или импорт.</translation>
    </message>
    <message numerus="yes">
        <source>%n project(s)</source>
        <translation>
            <numerusform>%n&#xa0;проект</numerusform>
            <numerusform>%n&#xa0;проекта</numerusform>
            <numerusform>%n&#xa0;проектов</numerusform>
        </translation>
    </message>
    <message>
        <source>Goes for good: %1. This cannot be undone.</source>
        <translation>Будет удалено навсегда: %1. Отменить это нельзя.</translation>
    </message>
    <message>
        <source>Files that nothing else uses go to the system&apos;s trash: %1.</source>
        <translation>Файлы, которые больше нигде не нужны, уйдут в системную корзину: %1.</translation>
    </message>
    <message>
        <source>What generations or imports are still under way for stays.</source>
        <translation>То, где ещё идут генерации или импорт, останется.</translation>
    </message>
    <message>
        <source>Delete for good?</source>
        <translation>Удалить навсегда?</translation>
    </message>
    <message>
        <source>Delete for good</source>
        <translation>Удалить навсегда</translation>
    </message>
    <message>
        <source>Files are being imported. The trash can be emptied after that.</source>
        <translation>Идёт импорт файлов. Корзину можно будет очистить после него.</translation>
    </message>
    <message numerus="yes">
        <source>The system&apos;s trash did not take %n file(s). It is tried again at the next start.</source>
        <translation>
            <numerusform>Системная корзина не приняла %n&#xa0;файл. При следующем запуске Раскадр попробует ещё раз.</numerusform>
            <numerusform>Системная корзина не приняла %n&#xa0;файла. При следующем запуске Раскадр попробует ещё раз.</numerusform>
            <numerusform>Системная корзина не приняла %n&#xa0;файлов. При следующем запуске Раскадр попробует ещё раз.</numerusform>
        </translation>
    </message>
    <message>
        <source>Deleted for good. In the system&apos;s trash: %1</source>
        <translation>Удалено навсегда. В системной корзине: %1</translation>
    </message>
    <message>
        <source>Deleted for good</source>
        <translation>Удалено навсегда</translation>
    </message>
</context>
<context>
    <name>raskadr::desktop::UndoFlow</name>
    <message>
        <source>Undo</source>
        <comment>the button of a message</comment>
        <translation>Вернуть</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Отменить действие</translation>
    </message>
    <message>
        <source>Undone: %1</source>
        <translation>Отменено: %1</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Повторить действие</translation>
    </message>
    <message>
        <source>Done again: %1</source>
        <translation>Повторено: %1</translation>
    </message>
    <message>
        <source>Undo: %1</source>
        <translation>Отменить: %1</translation>
    </message>
    <message>
        <source>Redo: %1</source>
        <translation>Повторить: %1</translation>
    </message>
</context>
<context>
    <name>raskadr::desktop::Workspace</name>
    <message>
        <source>Projects</source>
        <translation>Проекты</translation>
    </message>
    <message>
        <source>Copy to another shot</source>
        <translation>Скопировать в другой шот</translation>
    </message>
    <message>
        <source>Move to another shot</source>
        <translation>Переместить в другой шот</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Копировать</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Переместить</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>Без названия</translation>
    </message>
    <message>
        <source>The project “%1” is in the trash. Restore it to open it.</source>
        <translation>Проект «%1» в корзине. Верните его, чтобы открыть.</translation>
    </message>
    <message>
        <source>The shot is in the trash. Restore it to open it.</source>
        <translation>Шот в корзине. Верните его, чтобы открыть.</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::AboutSection</name>
    <message>
        <source>Raskadr %1</source>
        <translation>Раскадр %1</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Копировать</translation>
    </message>
    <message>
        <source>Version and system, for a question or a report</source>
        <translation>Версия и система: для вопроса или отчёта</translation>
    </message>
    <message>
        <source>Libraries and their licences</source>
        <translation>Библиотеки и их лицензии</translation>
    </message>
    <message>
        <source>The FFmpeg libraries of Debian contain libx264, so they come under the GNU General Public License, version 2 or later. Whoever passes Raskadr on together with them keeps to its terms.</source>
        <translation>Библиотеки FFmpeg в Debian включают libx264, поэтому на них действует GNU GPL версии 2 или новее. Кто передаёт Раскадр вместе с ними, соблюдает её условия.</translation>
    </message>
    <message>
        <source>Show in the folder</source>
        <translation>Показать в папке</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Журнал</translation>
    </message>
    <message>
        <source>What went wrong and when, for a question or a report</source>
        <translation>Что и когда пошло не так: пригодится для вопроса или отчёта</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::AccountSection</name>
    <message>
        <source>Change the password…</source>
        <translation>Сменить пароль…</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Заблокировать</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>Логин</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Имя</translation>
    </message>
    <message>
        <source>How you are addressed in this library</source>
        <translation>Как к вам обращаться в этой библиотеке</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Пароль</translation>
    </message>
    <message>
        <source>Lock by itself</source>
        <translation>Автоблокировка</translation>
    </message>
    <message>
        <source>After a time without keyboard and mouse</source>
        <translation>Если долго не трогать клавиатуру и мышь</translation>
    </message>
    <message>
        <source>Lock now</source>
        <translation>Заблокировать сейчас</translation>
    </message>
    <message>
        <source>The window is hidden; running generations finish</source>
        <translation>Окно скроется; идущие генерации закончатся</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Выключена</translation>
    </message>
    <message>
        <source>In %1</source>
        <translation>Через %1</translation>
    </message>
    <message>
        <source>The password was changed.</source>
        <translation>Пароль сменён.</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::Actions</name>
    <message>
        <source>Undo</source>
        <translation>Отменить действие</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Повторить действие</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Назад</translation>
    </message>
    <message>
        <source>Projects</source>
        <translation>Проекты</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Очередь</translation>
    </message>
    <message>
        <source>Technical passport…</source>
        <translation>Технический паспорт…</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Настройки</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Во весь экран</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Заблокировать</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Выйти из учётной записи</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Закрыть Раскадр</translation>
    </message>
    <message>
        <source>Comments</source>
        <translation>Комментарии</translation>
    </message>
    <message>
        <source>Share…</source>
        <translation>Поделиться…</translation>
    </message>
    <message>
        <source>Open the demo project</source>
        <translation>Открыть демо-проект</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::AppearanceSection</name>
    <message>
        <source>Dark</source>
        <translation>Тёмная</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Светлая</translation>
    </message>
    <message>
        <source>As in the system</source>
        <translation>Как в системе</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Тема</translation>
    </message>
    <message>
        <source>Colours of pictures are judged best on the dark one</source>
        <translation>Цвета картинок лучше оценивать на тёмной</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Язык</translation>
    </message>
    <message>
        <source>Less motion</source>
        <translation>Меньше движения</translation>
    </message>
    <message>
        <source>Panels and boxes jump instead of gliding</source>
        <translation>Панели и шоты встают на место сразу, без скольжения</translation>
    </message>
    <message>
        <source>The language changes when you start Raskadr again.</source>
        <translation>Язык сменится при следующем запуске Раскадра.</translation>
    </message>
    <message>
        <source>Of the window and of the passport</source>
        <translation>Окна и технического паспорта</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::AssetActs</name>
    <message>
        <source>Rejected: %1</source>
        <translation>Отсеяно: %1</translation>
    </message>
    <message>
        <source>In the trash: %1</source>
        <translation>В корзине: %1</translation>
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
    <name>raskadr::ui::BoardView</name>
    <message>
        <source>Storyboard</source>
        <translation>Сценарный стол</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::BulkBar</name>
    <message>
        <source>More</source>
        <translation>Ещё</translation>
    </message>
    <message>
        <source>To the trash</source>
        <translation>В корзину</translation>
    </message>
    <message>
        <source>Selected shots</source>
        <translation>Выбранные шоты</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Статус</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Метка</translation>
    </message>
    <message>
        <source>Move to number…</source>
        <translation>Переместить на номер…</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Дублировать</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Экспорт</translation>
    </message>
    <message>
        <source>Make the newest asset the headliner</source>
        <translation>Сделать хедлайнером последний ассет</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Воспроизвести</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Вернуть</translation>
    </message>
    <message>
        <source>Clear the selection</source>
        <translation>Снять выделение</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message numerus="yes">
        <source>Selected: %n shot(s)</source>
        <translation>
            <numerusform>Выбран %n&#xa0;шот</numerusform>
            <numerusform>Выбрано %n&#xa0;шота</numerusform>
            <numerusform>Выбрано %n&#xa0;шотов</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete for good…</source>
        <translation>Удалить навсегда…</translation>
    </message>
    <message>
        <source>Generate…</source>
        <translation>Сгенерировать…</translation>
    </message>
    <message>
        <source>Animate the headliners…</source>
        <translation>Оживить хедлайнеры…</translation>
    </message>
    <message>
        <source>Edit in words…</source>
        <translation>Правка…</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::ColourStrip</name>
    <message>
        <source>Colour strip</source>
        <translation>Цветовая лента</translation>
    </message>
    <message>
        <source>Shot %1</source>
        <translation>Шот %1</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::CommentDelegate</name>
    <message>
        <source>Resolved</source>
        <translation>Решено</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::CommentList</name>
    <message>
        <source>All links</source>
        <translation>Все ссылки</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Найти</translation>
    </message>
    <message>
        <source>Mark all as read</source>
        <translation>Отметить все прочитанными</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Все</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Новые</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Открытые</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>Решённые</translation>
    </message>
    <message>
        <source>Find in comments</source>
        <translation>Найти в комментариях</translation>
    </message>
    <message>
        <source>Comments</source>
        <translation>Комментарии</translation>
    </message>
    <message>
        <source>Nothing here.</source>
        <translation>Здесь пусто.</translation>
    </message>
    <message>
        <source>Link: %1</source>
        <translation>Ссылка: %1</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::CommentMessage</name>
    <message>
        <source>More</source>
        <translation>Ещё</translation>
    </message>
    <message>
        <source>Back into the field</source>
        <translation>Вернуть в поле</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Вы</translation>
    </message>
    <message>
        <source>%1, edited</source>
        <translation>%1, изменён</translation>
    </message>
    <message>
        <source>Show the moment %1</source>
        <translation>Показать момент %1</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>Решено</translation>
    </message>
    <message>
        <source>On its way: it goes out as soon as the server can be reached.</source>
        <translation>Отправим, когда появится связь с сервером.</translation>
    </message>
    <message>
        <source>The server did not take it.</source>
        <translation>Сервер не принял этот ответ.</translation>
    </message>
    <message>
        <source>Copy the text</source>
        <translation>Скопировать текст</translation>
    </message>
    <message>
        <source>Open %1…</source>
        <translation>Открыть %1…</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::CommentStage</name>
    <message>
        <source>The file of this version is not in the library any more.</source>
        <translation>Файла этой версии больше нет в библиотеке.</translation>
    </message>
    <message>
        <source>There was no picture in this shot yet.</source>
        <translation>В этом шоте ещё не было картинки.</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::CommentThread</name>
    <message>
        <source>Answer</source>
        <translation>Ответить</translation>
    </message>
    <message>
        <source>Resolve</source>
        <translation>Решено</translation>
    </message>
    <message>
        <source>Set the shot back to work</source>
        <translation>Вернуть шот в работу</translation>
    </message>
    <message>
        <source>The answer appears on the manager&apos;s page</source>
        <translation>Ответ появится на странице менеджера</translation>
    </message>
    <message numerus="yes">
        <source>Show %n earlier one(s)</source>
        <translation>
            <numerusform>Показать ещё %n&#xa0;раннюю запись</numerusform>
            <numerusform>Показать ещё %n&#xa0;ранние записи</numerusform>
            <numerusform>Показать ещё %n&#xa0;ранних записей</numerusform>
        </translation>
    </message>
    <message>
        <source>Answer to %1</source>
        <translation>Ответ: %1</translation>
    </message>
    <message>
        <source>To the decision of %1</source>
        <translation>Решение: %1</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>Открыть снова</translation>
    </message>
    <message>
        <source>A decision is answered with a comment or with a new version.</source>
        <translation>На решение отвечают комментарием к шоту или новой версией.</translation>
    </message>
    <message>
        <source>%1 of %2 characters</source>
        <translation>%1 из %2 знаков</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::CommentsPage</name>
    <message>
        <source>To the shot</source>
        <translation>К шоту</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Поделиться</translation>
    </message>
    <message>
        <source>No comments yet</source>
        <translation>Комментариев пока нет</translation>
    </message>
    <message>
        <source>What is said on the page of the link appears here within seconds.</source>
        <translation>То, что напишут на странице по ссылке, появится здесь через несколько секунд.</translation>
    </message>
    <message>
        <source>Send a link to the manager: what is said on its page appears here.</source>
        <translation>Отправьте менеджеру ссылку: то, что он напишет на странице, появится здесь.</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>Ссылки</translation>
    </message>
    <message>
        <source>An earlier version</source>
        <translation>Прошлая версия</translation>
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
        <translation>Картинка в картинку</translation>
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
        <source>Take back</source>
        <translation>Вернуть как было</translation>
    </message>
    <message>
        <source>A picture is needed: drag one into the frame on the left</source>
        <translation>Нужна картинка: перетащите её в рамку слева</translation>
    </message>
    <message>
        <source>Connect a provider…</source>
        <translation>Подключить провайдера…</translation>
    </message>
    <message>
        <source>To the prompt: P</source>
        <translation>К промту: P</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::ComposerLink</name>
    <message>
        <source>Settings taken</source>
        <translation>Настройки взяты</translation>
    </message>
    <message>
        <source>A video does not fit here. Take a frame of it and drag that.</source>
        <translation>Видео сюда не подходит. Возьмите из него кадр и перетащите его.</translation>
    </message>
    <message>
        <source>This model takes no seed. Choose one that does.</source>
        <translation>Эта модель не принимает сид. Выберите другую.</translation>
    </message>
    <message>
        <source>Seed taken</source>
        <translation>Сид взят</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::ConnectionBox</name>
    <message>
        <source>Allow</source>
        <translation>Разрешить</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Адрес</translation>
    </message>
    <message>
        <source>Directly</source>
        <translation>Напрямую</translation>
    </message>
    <message>
        <source>As for the whole program</source>
        <translation>Как у всей программы</translation>
    </message>
    <message>
        <source>A proxy of its own</source>
        <translation>Свой прокси</translation>
    </message>
    <message>
        <source>Way into the network</source>
        <translation>Выход в сеть</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Прокси</translation>
    </message>
    <message>
        <source>Jobs at once</source>
        <translation>Одновременных задач</translation>
    </message>
    <message>
        <source>Usually %1</source>
        <translation>Обычно %1</translation>
    </message>
    <message>
        <source>Needed: without it the service refuses</source>
        <translation>Нужно: без этого сервис откажет</translation>
    </message>
    <message>
        <source>%1 is a program on this computer or in your network. Allow Raskadr to send it your prompts and pictures without encryption at %2, and to take results from any port there.</source>
        <translation>%1&#xa0;— программа на этом компьютере или в вашей сети. Разрешите Раскадру отправлять ей промты и картинки без шифрования по адресу %2 и забирать там результаты с любого порта.</translation>
    </message>
    <message>
        <source>Allow Raskadr to send your prompts and pictures to %1.</source>
        <translation>Разрешите Раскадру отправлять промты и картинки на %1.</translation>
    </message>
    <message>
        <source>As usual: %1</source>
        <translation>Как обычно: %1</translation>
    </message>
    <message>
        <source>Only an address that begins with https:// and lies in the internet can get the key.</source>
        <translation>Ключ можно отправлять только на адрес в интернете, который начинается с https://.</translation>
    </message>
    <message>
        <source>The service takes another value here.</source>
        <translation>Сервис ждёт здесь другое значение.</translation>
    </message>
    <message>
        <source>This is no address. It looks like %1.</source>
        <translation>Это не адрес. Он выглядит так: %1.</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::Crumbs</name>
    <message>
        <source>Projects</source>
        <translation>Проекты</translation>
    </message>
    <message>
        <source>Raskadr</source>
        <translation>Раскадр</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::DeskPage</name>
    <message>
        <source>New shot</source>
        <translation>Новый шот</translation>
    </message>
    <message>
        <source>Add files…</source>
        <translation>Добавить файлы…</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>Добавить папку…</translation>
    </message>
    <message>
        <source>Paste from the clipboard</source>
        <translation>Вставить из буфера обмена</translation>
    </message>
    <message>
        <source>Select all shots</source>
        <translation>Выбрать все шоты</translation>
    </message>
    <message numerus="yes">
        <source>%n shot(s) moved to the trash</source>
        <translation>
            <numerusform>%n&#xa0;шот в корзине</numerusform>
            <numerusform>%n&#xa0;шота в корзине</numerusform>
            <numerusform>%n&#xa0;шотов в корзине</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>raskadr::ui::DeskStatusBar</name>
    <message>
        <source>Side panel</source>
        <translation>Боковая панель</translation>
    </message>
    <message>
        <source>Colour strip</source>
        <translation>Цветовая лента</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Сохранено</translation>
    </message>
    <message>
        <source>All shots in sight</source>
        <translation>Все шоты на экране</translation>
    </message>
    <message>
        <source>Size of the boxes</source>
        <translation>Масштаб стола</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Сохраняем…</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Не сохранено</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::DeskToolbar</name>
    <message>
        <source>New shot</source>
        <translation>Новый шот</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Добавить</translation>
    </message>
    <message>
        <source>Trash</source>
        <translation>Корзина</translation>
    </message>
    <message>
        <source>Animatic</source>
        <translation>Аниматик</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Пробел</translation>
    </message>
    <message>
        <source>Files…</source>
        <translation>Файлы…</translation>
    </message>
    <message>
        <source>Folder…</source>
        <translation>Папка…</translation>
    </message>
    <message>
        <source>Paste from the clipboard</source>
        <translation>Вставить из буфера обмена</translation>
    </message>
    <message>
        <source>Empty the trash…</source>
        <translation>Очистить корзину…</translation>
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
    <message>
        <source>Close without saving?</source>
        <translation>Закрыть без сохранения?</translation>
    </message>
    <message>
        <source>What you entered here will be lost.</source>
        <translation>То, что вы здесь ввели, пропадёт.</translation>
    </message>
    <message>
        <source>Close without saving</source>
        <translation>Закрыть без сохранения</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::EditSheet</name>
    <message numerus="yes">
        <source>Edit %n shot(s) in words</source>
        <translation>
            <numerusform>Правка: %n&#xa0;шот</numerusform>
            <numerusform>Правка: %n&#xa0;шота</numerusform>
            <numerusform>Правка: %n&#xa0;шотов</numerusform>
        </translation>
    </message>
    <message>
        <source>Rewrite</source>
        <translation>Переписать</translation>
    </message>
    <message>
        <source>For example: evening instead of day</source>
        <translation>Например: замени день на вечер</translation>
    </message>
    <message>
        <source>What to change in all of them, in your own words</source>
        <translation>Что изменить во всех, своими словами</translation>
    </message>
    <message>
        <source>Agent: %1</source>
        <translation>Агент: %1</translation>
    </message>
    <message>
        <source>Without a prompt or a model, and left out: %1</source>
        <translation>Без промта или модели, пропущены шоты: %1</translation>
    </message>
    <message>
        <source>Generate</source>
        <translation>Сгенерировать</translation>
    </message>
    <message>
        <source>What changes in the prompt of %1</source>
        <translation>Что меняется в промте: %1</translation>
    </message>
    <message>
        <source>The agent is rewriting…</source>
        <translation>Агент переписывает промт…</translation>
    </message>
    <message numerus="yes">
        <source>Generate %n shot(s)</source>
        <translation>
            <numerusform>Сгенерировать %n&#xa0;шот</numerusform>
            <numerusform>Сгенерировать %n&#xa0;шота</numerusform>
            <numerusform>Сгенерировать %n&#xa0;шотов</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep the seeds</source>
        <translation>Сохранить сиды</translation>
    </message>
    <message>
        <source>Your words and what the agent made of them will be lost.</source>
        <translation>Ваши слова и предложения агента пропадут.</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::EmptyDesk</name>
    <message>
        <source>Add files…</source>
        <translation>Добавить файлы…</translation>
    </message>
    <message>
        <source>New shot</source>
        <translation>Новый шот</translation>
    </message>
    <message>
        <source>The desk is empty</source>
        <translation>Стол пока пуст</translation>
    </message>
    <message>
        <source>There are no shots in this project</source>
        <translation>В этом проекте нет шотов</translation>
    </message>
    <message>
        <source>Drag pictures, videos or a folder here: every file becomes a shot</source>
        <translation>Перетащите сюда картинки, видео или папку: каждый файл станет шотом</translation>
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
    <name>raskadr::ui::FeedPanel</name>
    <message>
        <source>Nothing in this shot yet</source>
        <translation>В этом шоте пока пусто</translation>
    </message>
    <message>
        <source>Describe the frame below and generate, or drag pictures and videos here</source>
        <translation>Опишите кадр внизу и сгенерируйте или перетащите сюда картинки и видео</translation>
    </message>
    <message>
        <source>Nothing under this filter</source>
        <translation>Под этим фильтром пусто</translation>
    </message>
    <message>
        <source>The other assets of the shot are where they were</source>
        <translation>Остальные ассеты шота на месте</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>Показать все</translation>
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
        <source>Filters</source>
        <translation>Фильтры</translation>
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
        <source>All models</source>
        <translation>Все модели</translation>
    </message>
    <message>
        <source>Everything here is rejected</source>
        <translation>Здесь всё отсеяно</translation>
    </message>
    <message>
        <source>Rejected assets are behind the filter “Rejected”</source>
        <translation>Отсеянные ассеты&#xa0;— под фильтром «Отсеянные»</translation>
    </message>
    <message>
        <source>The trash is empty</source>
        <translation>Корзина пуста</translation>
    </message>
    <message>
        <source>What you throw away waits here</source>
        <translation>То, что вы удалили, ждёт здесь</translation>
    </message>
    <message>
        <source>Empty the trash…</source>
        <translation>Очистить корзину…</translation>
    </message>
    <message>
        <source>There are no pictures or videos in it</source>
        <translation>В нём нет картинок и видео</translation>
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
    <name>raskadr::ui::FilmBar</name>
    <message>
        <source>Skip empty shots</source>
        <translation>Пропускать пустые</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Звук</translation>
    </message>
    <message>
        <source>Loop</source>
        <translation>По кругу</translation>
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
        <source>Full screen</source>
        <translation>Во весь экран</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>Громкость</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Пауза</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Воспроизвести</translation>
    </message>
    <message>
        <source>Shot %1 of %2</source>
        <translation>Шот %1 из %2</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::FilmLine</name>
    <message>
        <source>Place in the film</source>
        <translation>Место в фильме</translation>
    </message>
    <message>
        <source>Shot %1</source>
        <translation>Шот %1</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::FilmView</name>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>Film</source>
        <translation>Фильм</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
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
    <name>raskadr::ui::GenerateRows</name>
    <message>
        <source>Shot %1</source>
        <translation>Шот&#xa0;%1</translation>
    </message>
    <message>
        <source>No prompt</source>
        <translation>Нет промта</translation>
    </message>
    <message>
        <source>Prompt of shot %1: %2</source>
        <translation>Промт шота %1: %2</translation>
    </message>
    <message>
        <source>Shot</source>
        <translation>Шот</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Промт</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::GenerateSheet</name>
    <message>
        <source>Animate the headliners</source>
        <translation>Оживить хедлайнеры</translation>
    </message>
    <message>
        <source>Generate for the selected shots</source>
        <translation>Сгенерировать для выбранных шотов</translation>
    </message>
    <message>
        <source>Added to every prompt</source>
        <translation>Добавить к каждому промту</translation>
    </message>
    <message numerus="yes">
        <source>No picture as a headliner, so left out: %n shot(s): %1</source>
        <translation>
            <numerusform>Хедлайнер не картинка, не войдёт %n&#xa0;шот: %1</numerusform>
            <numerusform>Хедлайнер не картинка, не войдут %n&#xa0;шота: %1</numerusform>
            <numerusform>Хедлайнер не картинка, не войдут %n&#xa0;шотов: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Variants</source>
        <translation>Вариантов</translation>
    </message>
    <message>
        <source>The shot&apos;s last prompt</source>
        <translation>Последний промт шота</translation>
    </message>
    <message>
        <source>The script</source>
        <translation>Сценарий</translation>
    </message>
    <message>
        <source>The title and the script</source>
        <translation>Название и сценарий</translation>
    </message>
    <message>
        <source>The title</source>
        <translation>Название</translation>
    </message>
    <message>
        <source>Prompt of each shot</source>
        <translation>Промт каждого шота</translation>
    </message>
    <message>
        <source>Style, film stock, light: the same for all</source>
        <translation>Стиль, плёнка, свет: общее для всех</translation>
    </message>
    <message>
        <source>Shots and their prompts</source>
        <translation>Шоты и их промты</translation>
    </message>
    <message>
        <source>Model: %1</source>
        <translation>Модель: %1</translation>
    </message>
    <message numerus="yes">
        <source>Animate: %n video(s)</source>
        <translation>
            <numerusform>Оживить: %n&#xa0;видео</numerusform>
            <numerusform>Оживить: %n&#xa0;видео</numerusform>
            <numerusform>Оживить: %n&#xa0;видео</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Generate: %n result(s)</source>
        <translation>
            <numerusform>Сгенерировать: %n&#xa0;результат</numerusform>
            <numerusform>Сгенерировать: %n&#xa0;результата</numerusform>
            <numerusform>Сгенерировать: %n&#xa0;результатов</numerusform>
        </translation>
    </message>
    <message>
        <source>No connected model makes videos from pictures.</source>
        <translation>Ни одна подключённая модель не делает видео из картинок.</translation>
    </message>
    <message>
        <source>No connected model makes something from words.</source>
        <translation>Ни одна подключённая модель не работает по тексту.</translation>
    </message>
    <message numerus="yes">
        <source>Without a prompt, so left out: %n shot(s)</source>
        <translation>
            <numerusform>Без промта, не войдёт %n&#xa0;шот</numerusform>
            <numerusform>Без промта, не войдут %n&#xa0;шота</numerusform>
            <numerusform>Без промта, не войдут %n&#xa0;шотов</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>raskadr::ui::History</name>
    <message>
        <source>History</source>
        <translation>История</translation>
    </message>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n&#xa0;шаг</numerusform>
            <numerusform>%n&#xa0;шага</numerusform>
            <numerusform>%n&#xa0;шагов</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>raskadr::ui::HistoryLine</name>
    <message>
        <source>%1 (in the trash)</source>
        <translation>%1 (в корзине)</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::HistoryRow</name>
    <message>
        <source>What changed in the prompt</source>
        <translation>Что изменилось в промте</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::HoverPreview</name>
    <message>
        <source>Preview of the shot</source>
        <translation>Просмотр шота</translation>
    </message>
    <message>
        <source>no headliner</source>
        <translation>нет хедлайнера</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::ImportFlow</name>
    <message>
        <source>Details</source>
        <translation>Подробности</translation>
    </message>
    <message>
        <source>Put here too</source>
        <translation>Положить и сюда</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::ImportNotices</name>
    <message>
        <source>Files that cannot be imported</source>
        <translation>Файлы, которые не импортируются</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) cannot be imported</source>
        <translation>
            <numerusform>Не получится импортировать %n&#xa0;файл</numerusform>
            <numerusform>Не получится импортировать %n&#xa0;файла</numerusform>
            <numerusform>Не получится импортировать %n&#xa0;файлов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>And %n more</source>
        <translation>
            <numerusform>И ещё %n</numerusform>
            <numerusform>И ещё %n</numerusform>
            <numerusform>И ещё %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Show all %1</source>
        <translation>Показать все %1</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::ImportProgressCard</name>
    <message>
        <source>Cancel</source>
        <translation>Отменить</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Импорт</translation>
    </message>
    <message>
        <source>Import: %1 of %2</source>
        <translation>Импорт: %1 из %2</translation>
    </message>
    <message>
        <source>Fetching %1</source>
        <translation>Загружаем %1</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::ImportReportDialog</name>
    <message>
        <source>The import has stopped</source>
        <translation>Импорт остановлен</translation>
    </message>
    <message>
        <source>The import is finished</source>
        <translation>Импорт завершён</translation>
    </message>
    <message>
        <source>Not everything came in</source>
        <translation>Вошло не всё</translation>
    </message>
    <message>
        <source>Files that were not imported</source>
        <translation>Файлы, которые не импортированы</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Копировать</translation>
    </message>
    <message>
        <source>Leave it at that</source>
        <translation>Оставить так</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Продолжить</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::ImportSheet</name>
    <message>
        <source>Import into shot %1</source>
        <translation>Импорт в шот %1</translation>
    </message>
    <message>
        <source>New project “%1”</source>
        <translation>Новый проект «%1»</translation>
    </message>
    <message>
        <source>Import into “%1”</source>
        <translation>Импорт в «%1»</translation>
    </message>
    <message>
        <source>Looking at the files…</source>
        <translation>Смотрим файлы…</translation>
    </message>
    <message>
        <source>Make them headliners</source>
        <translation>Сделать хедлайнерами</translation>
    </message>
    <message>
        <source>Add them anyway</source>
        <translation>Добавить всё равно</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Импортировать</translation>
    </message>
    <message>
        <source>Shots</source>
        <translation>Шоты</translation>
    </message>
    <message>
        <source>Each file is a shot</source>
        <translation>Каждый файл&#xa0;— шот</translation>
    </message>
    <message>
        <source>Each subfolder is a shot</source>
        <translation>Каждая подпапка&#xa0;— шот</translation>
    </message>
    <message>
        <source>By the number in the name</source>
        <translation>По номеру в имени</translation>
    </message>
    <message>
        <source>sh010_v3, 010b → shot 010</source>
        <translation>sh010_v3, 010b → шот 010</translation>
    </message>
    <message>
        <source>Everything into one shot</source>
        <translation>Всё в один шот</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) are in the project already</source>
        <translation>
            <numerusform>%n&#xa0;файл уже в проекте</numerusform>
            <numerusform>%n&#xa0;файла уже в проекте</numerusform>
            <numerusform>%n&#xa0;файлов уже в проекте</numerusform>
        </translation>
    </message>
    <message>
        <source>Everything here is in the project already.</source>
        <translation>Всё это уже в проекте.</translation>
    </message>
    <message>
        <source>There are no pictures and no videos here that can be imported.</source>
        <translation>Здесь нет картинок и видео, которые можно импортировать.</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n&#xa0;картинка</numerusform>
            <numerusform>%n&#xa0;картинки</numerusform>
            <numerusform>%n&#xa0;картинок</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n video(s)</source>
        <translation>
            <numerusform>%n&#xa0;видео</numerusform>
            <numerusform>%n&#xa0;видео</numerusform>
            <numerusform>%n&#xa0;видео</numerusform>
        </translation>
    </message>
    <message>
        <source>The shots stay without a headliner until you choose one.</source>
        <translation>Шоты останутся без хедлайнера, пока вы его не выберете.</translation>
    </message>
    <message>
        <source>Each file becomes the headliner of its shot.</source>
        <translation>Каждый файл станет хедлайнером своего шота.</translation>
    </message>
    <message>
        <source>The newest file of each shot becomes its headliner.</source>
        <translation>Самый новый файл шота станет его хедлайнером.</translation>
    </message>
    <message>
        <source>Import %1</source>
        <translation>Импортировать %1</translation>
    </message>
    <message>
        <source>Import %1 into %2</source>
        <translation>Импортировать %1 в %2</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::InPlaceEditor</name>
    <message>
        <source>Title of the shot</source>
        <translation>Название шота</translation>
    </message>
    <message>
        <source>Script of the shot</source>
        <translation>Сценарий шота</translation>
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
        <source>Source</source>
        <translation>Источник</translation>
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
        <source>Selected: %1</source>
        <translation>Выбрано: %1</translation>
    </message>
    <message>
        <source>Choose an asset to see where it came from</source>
        <translation>Выберите ассет, чтобы увидеть, откуда он взялся</translation>
    </message>
    <message>
        <source>This video cannot be played: its file is missing or damaged</source>
        <translation>Видео не воспроизводится: файла нет или он повреждён</translation>
    </message>
    <message>
        <source>This picture cannot be shown: its file is missing or damaged</source>
        <translation>Картинку не показать: файла нет или он повреждён</translation>
    </message>
    <message>
        <source>The file of this asset is not in the library any more. What is known about it is kept.</source>
        <translation>Файла этого ассета больше нет в библиотеке. Всё, что о нём известно, сохранено.</translation>
    </message>
    <message>
        <source>Read from the file</source>
        <translation>Прочитать из файла</translation>
    </message>
    <message>
        <source>Take settings</source>
        <translation>Взять настройки</translation>
    </message>
    <message>
        <source>Take seed</source>
        <translation>Взять сид</translation>
    </message>
    <message>
        <source>From the file</source>
        <translation>Из файла</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::InspectorActs</name>
    <message>
        <source>Headliner</source>
        <translation>Хедлайнер</translation>
    </message>
    <message>
        <source>Animate</source>
        <translation>Оживить</translation>
    </message>
    <message>
        <source>Take a frame</source>
        <translation>Взять кадр</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Вернуть</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>Повторить</translation>
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
        <source>With a new seed</source>
        <translation>С новым сидом</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Ещё</translation>
    </message>
    <message>
        <source>Not a favourite</source>
        <translation>Убрать из избранного</translation>
    </message>
    <message>
        <source>Take back into the feed</source>
        <translation>Вернуть в ленту</translation>
    </message>
    <message>
        <source>The frame shown now</source>
        <translation>Кадр на экране</translation>
    </message>
    <message>
        <source>First frame</source>
        <translation>Первый кадр</translation>
    </message>
    <message>
        <source>Last frame</source>
        <translation>Последний кадр</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::JobActs</name>
    <message>
        <source>Repeat the request?</source>
        <translation>Повторить запрос?</translation>
    </message>
    <message>
        <source>The first request may have been paid for. Repeating may cost once more.</source>
        <translation>Первый запрос мог быть оплачен. Повтор может стоить ещё раз.</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>Повторить</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::KeyBox</name>
    <message>
        <source>Save</source>
        <translation>Сохранить</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Проверить</translation>
    </message>
    <message>
        <source>In the library, encrypted</source>
        <translation>В библиотеке, зашифрованным</translation>
    </message>
    <message>
        <source>In the system keychain</source>
        <translation>В хранилище ключей системы</translation>
    </message>
    <message>
        <source>Where to keep it</source>
        <translation>Где хранить</translation>
    </message>
    <message>
        <source>Save and check</source>
        <translation>Сохранить и проверить</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Проверяем…</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::KeyField</name>
    <message>
        <source>Replace</source>
        <translation>Заменить</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Удалить</translation>
    </message>
    <message>
        <source>Replace: %1</source>
        <translation>Заменить: %1</translation>
    </message>
    <message>
        <source>Remove: %1</source>
        <translation>Удалить: %1</translation>
    </message>
    <message>
        <source>Remove the key?</source>
        <translation>Удалить ключ?</translation>
    </message>
    <message>
        <source>Raskadr forgets it. The key itself stays valid at the provider; to use it again you will have to enter it.</source>
        <translation>Раскадр забудет его. У провайдера ключ останется действующим; чтобы пользоваться им снова, его придётся ввести.</translation>
    </message>
    <message>
        <source>Remove the key</source>
        <translation>Удалить ключ</translation>
    </message>
    <message>
        <source>Paste it here</source>
        <translation>Вставьте сюда</translation>
    </message>
    <message>
        <source>Stored in the library, encrypted</source>
        <translation>В библиотеке, зашифрован</translation>
    </message>
    <message>
        <source>Stored in the system keychain</source>
        <translation>В хранилище ключей системы</translation>
    </message>
    <message>
        <source>In the system keychain, which has not answered</source>
        <translation>В хранилище ключей системы, оно не ответило</translation>
    </message>
    <message>
        <source>Cannot be read, enter it again</source>
        <translation>Не читается, введите заново</translation>
    </message>
    <message>
        <source>This cannot be a key: it is empty, too long or has characters that no request carries. Copy it once more.</source>
        <translation>Это не может быть ключом: он пуст, слишком длинный или в нём есть знаки, которых не бывает в запросах. Скопируйте его ещё раз.</translation>
    </message>
    <message>
        <source>The old key stays until this one is kept. Esc: leave it</source>
        <translation>Прежний ключ останется, пока не сохранён этот. Esc&#xa0;— оставить прежний</translation>
    </message>
    <message>
        <source>The system keychain is not available. Enter the key again: the projects are not affected.</source>
        <translation>Хранилище ключей системы недоступно. Введите ключ ещё раз: проекты не пострадают.</translation>
    </message>
    <message>
        <source>The system keychain did not take the key. Keep it in the library, encrypted.</source>
        <translation>Хранилище ключей системы не приняло ключ. Сохраните его в библиотеке, зашифрованным.</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::LabelPicker</name>
    <message>
        <source>No label</source>
        <translation>Без метки</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::LibrarySection</name>
    <message>
        <source>Check the library</source>
        <translation>Проверить библиотеку</translation>
    </message>
    <message>
        <source>Clear the cache</source>
        <translation>Очистить кэш</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>Открыть папку</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отменить</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Копировать</translation>
    </message>
    <message>
        <source>Check of the library</source>
        <translation>Проверка библиотеки</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Папка</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Размер</translation>
    </message>
    <message>
        <source>Soundness</source>
        <translation>Сохранность</translation>
    </message>
    <message>
        <source>Cache</source>
        <translation>Кэш</translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation>Измеряем…</translation>
    </message>
    <message>
        <source>%1, free on the disk: %2</source>
        <translation>%1, свободно на диске: %2</translation>
    </message>
    <message>
        <source>Thumbnails and moving previews; made again when they are needed</source>
        <translation>Миниатюры и живые превью; появятся снова, когда понадобятся</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 из %2</translation>
    </message>
    <message>
        <source>The cache is empty.</source>
        <translation>Кэш пуст.</translation>
    </message>
    <message>
        <source>Reads every file and compares it with what was imported</source>
        <translation>Читает каждый файл и сверяет с тем, что было импортировано</translation>
    </message>
    <message>
        <source>Last check: %1. Everything was in order.</source>
        <translation>Последняя проверка: %1. Всё в порядке.</translation>
    </message>
    <message>
        <source>Last check: %1. Faults: %2.</source>
        <translation>Последняя проверка: %1. Неполадок: %2.</translation>
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
    <message>
        <source>Sign in</source>
        <comment>the title of the page</comment>
        <translation>Вход</translation>
    </message>
    <message>
        <source>Stay signed in on this computer</source>
        <translation>Оставаться в системе на этом компьютере</translation>
    </message>
    <message numerus="yes">
        <source>Sign in to fetch %n paid result(s)</source>
        <translation>
            <numerusform>Войдите, чтобы забрать %n&#xa0;оплаченный результат</numerusform>
            <numerusform>Войдите, чтобы забрать %n&#xa0;оплаченных результата</numerusform>
            <numerusform>Войдите, чтобы забрать %n&#xa0;оплаченных результатов</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>raskadr::ui::MainWindow</name>
    <message>
        <source>Raskadr</source>
        <translation>Раскадр</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::ModelEditor</name>
    <message>
        <source>Import…</source>
        <translation>Импорт…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Экспорт…</translation>
    </message>
    <message>
        <source>Update the schema</source>
        <translation>Обновить схему</translation>
    </message>
    <message>
        <source>Description of the model, JSON</source>
        <translation>Описание модели, JSON</translation>
    </message>
    <message>
        <source>Save and check</source>
        <translation>Сохранить и проверить</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Сохранить</translation>
    </message>
    <message>
        <source>Tab indents, Ctrl+Tab goes on</source>
        <translation>Tab&#xa0;— отступ, Ctrl+Tab&#xa0;— дальше</translation>
    </message>
    <message>
        <source>Ask the service what the model takes now, and what it costs</source>
        <translation>Спросить сервис, что модель умеет сейчас и сколько стоит</translation>
    </message>
    <message>
        <source>Show the place</source>
        <translation>Показать место</translation>
    </message>
    <message>
        <source>The description is without faults.</source>
        <translation>В описании ошибок нет.</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>Строка %1: %2</translation>
    </message>
    <message>
        <source>Line %1, %2: %3</source>
        <translation>Строка %1, %2: %3</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Сохраняем…</translation>
    </message>
    <message>
        <source>Not saved.</source>
        <translation>Не сохранено.</translation>
    </message>
    <message>
        <source>Saved. Checking…</source>
        <translation>Сохранено. Проверяем…</translation>
    </message>
    <message>
        <source>What you changed in the description will be lost.</source>
        <translation>То, что вы изменили в описании, пропадёт.</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::ModelPreviewPane</name>
    <message>
        <source>The last version without faults is shown.</source>
        <translation>Показана последняя версия без ошибок.</translation>
    </message>
    <message>
        <source>As soon as the description is without faults, the form that the composer makes of it stands here.</source>
        <translation>Как только в описании не станет ошибок, здесь появится форма, какой её увидят в шоте.</translation>
    </message>
    <message>
        <source>Model to look at</source>
        <translation>Какую модель показать</translation>
    </message>
    <message>
        <source>In the composer</source>
        <translation>Так будет выглядеть форма</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::ModelRow</name>
    <message>
        <source>version %1</source>
        <translation>версия %1</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::ModelsCard</name>
    <message>
        <source>Add a model…</source>
        <translation>Добавить модель…</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Импорт…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Экспорт…</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Модели</translation>
    </message>
    <message>
        <source>There is no model of this provider yet. Add one, or import a file with its description.</source>
        <translation>У этого провайдера ещё нет моделей. Добавьте модель или импортируйте файл с её описанием.</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Изменить…</translation>
    </message>
    <message>
        <source>Update the schema</source>
        <translation>Обновить схему</translation>
    </message>
    <message>
        <source>Ask the service what the model takes now, and what it costs</source>
        <translation>Спросить сервис, что модель умеет сейчас и сколько стоит</translation>
    </message>
    <message>
        <source>Connect the provider first</source>
        <translation>Сначала подключите провайдера</translation>
    </message>
    <message>
        <source>Back to the original…</source>
        <translation>Вернуть исходное…</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Удалить…</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::MoneySection</name>
    <message>
        <source>Limit of the month</source>
        <translation>Лимит месяца</translation>
    </message>
    <message>
        <source>Each of them counts as</source>
        <translation>Каждая считается как</translation>
    </message>
    <message>
        <source>Add the rate</source>
        <translation>Добавить курс</translation>
    </message>
    <message>
        <source>Do not run while there is a limit</source>
        <translation>Не запускать, пока есть лимит</translation>
    </message>
    <message>
        <source>Count each as a fixed sum</source>
        <translation>Считать каждую как сумму</translation>
    </message>
    <message>
        <source>Run without counting</source>
        <translation>Запускать без учёта</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>Нет лимита</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>Валюта</translation>
    </message>
    <message>
        <source>Sums and limits are told in it.</source>
        <translation>В ней показаны суммы и лимиты.</translation>
    </message>
    <message>
        <source>Limit of all projects together</source>
        <translation>Лимит на все проекты</translation>
    </message>
    <message>
        <source>For each calendar month, and hard: what would pass it waits in the queue. A project has a limit of its own among its settings.</source>
        <translation>На каждый календарный месяц, жёсткий: что не помещается, ждёт в очереди. У проекта есть свой лимит в его настройках.</translation>
    </message>
    <message>
        <source>Generations of unknown price</source>
        <translation>Генерации с неизвестной ценой</translation>
    </message>
    <message>
        <source>Some services tell what they charge only afterwards, or never.</source>
        <translation>Некоторые сервисы называют цену только потом или не называют вовсе.</translation>
    </message>
    <message>
        <source>Rates</source>
        <translation>Курсы</translation>
    </message>
    <message>
        <source>A rate holds from its date on. The program asks nobody for rates.</source>
        <translation>Курс действует со своей даты. Программа ни у кого курсы не запрашивает.</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Единица</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Курс</translation>
    </message>
    <message>
        <source>Date of the rate</source>
        <translation>Дата курса</translation>
    </message>
    <message>
        <source>Limit of the month, %1</source>
        <translation>Лимит месяца, %1</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>с %1</translation>
    </message>
    <message>
        <source>Remove the rate</source>
        <translation>Убрать курс</translation>
    </message>
    <message>
        <source>No rate yet for: %1</source>
        <translation>Ещё нет курса для: %1</translation>
    </message>
    <message>
        <source>Spent in %1</source>
        <translation>Потрачено за %1</translation>
    </message>
    <message>
        <source>Of a limit of %1</source>
        <translation>Из лимита %1</translation>
    </message>
    <message>
        <source>A sum of money is needed, 3000 for example, or nothing.</source>
        <translation>Нужна сумма, например 3000, или пустое поле.</translation>
    </message>
    <message>
        <source>A sum of money is needed, 50 for example.</source>
        <translation>Нужна сумма, например 50.</translation>
    </message>
    <message>
        <source>A rate is needed: how much of your currency one unit costs.</source>
        <translation>Нужен курс: сколько стоит одна единица в вашей валюте.</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::MoveDialog</name>
    <message numerus="yes">
        <source>Move %n shot(s)</source>
        <translation>
            <numerusform>Переместить %n&#xa0;шот</numerusform>
            <numerusform>Переместить %n&#xa0;шота</numerusform>
            <numerusform>Переместить %n&#xa0;шотов</numerusform>
        </translation>
    </message>
    <message>
        <source>New number</source>
        <translation>Новый номер</translation>
    </message>
    <message>
        <source>Number of the first of them</source>
        <translation>Номер первого из них</translation>
    </message>
    <message>
        <source>From 1 to %1</source>
        <translation>От 1 до %1</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Переместить</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::NetworkSection</name>
    <message>
        <source>Address of the proxy</source>
        <translation>Адрес прокси</translation>
    </message>
    <message>
        <source>Directly</source>
        <translation>Напрямую</translation>
    </message>
    <message>
        <source>Through a proxy</source>
        <translation>Через прокси</translation>
    </message>
    <message>
        <source>Way into the network</source>
        <translation>Выход в сеть</translation>
    </message>
    <message>
        <source>For providers and for pictures by their address. A provider may have a way of its own; programs on this computer are always reached directly.</source>
        <translation>Для провайдеров и картинок по адресу. У провайдера может быть свой выход; к программам на этом компьютере Раскадр всегда обращается напрямую.</translation>
    </message>
    <message>
        <source>If it asks for a name and a password, they stand before the host: http://name:password@host:port. The password is kept encrypted and not shown again.</source>
        <translation>Если прокси спрашивает имя и пароль, они стоят перед адресом: http://имя:пароль@адрес:порт. Пароль хранится зашифрованным и больше не показывается.</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::ParameterEditor</name>
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
    <message>
        <source>yes</source>
        <translation>да</translation>
    </message>
    <message>
        <source>no</source>
        <translation>нет</translation>
    </message>
    <message>
        <source>separated by commas</source>
        <translation>через запятую</translation>
    </message>
    <message>
        <source>With other settings also: %1</source>
        <translation>При других настройках также: %1</translation>
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
        <source>%1: now %2, because %3 does not suit the other settings.</source>
        <translation>%1: теперь %2, потому что %3 не подходит к остальным настройкам.</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::ParameterTable</name>
    <message>
        <source>Parameter</source>
        <translation>Параметр</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Вид</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Значения</translation>
    </message>
    <message>
        <source>By default</source>
        <translation>По умолчанию</translation>
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
    <message>
        <source>Everything that is known about every asset of “%1”: prompts, seeds, models, parameters, sources.</source>
        <translation>Всё, что известно о каждом ассете проекта «%1»: промты, сиды, модели, параметры, источники.</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::PasswordDialog</name>
    <message>
        <source>Change the password</source>
        <translation>Сменить пароль</translation>
    </message>
    <message>
        <source>Current password</source>
        <translation>Текущий пароль</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>Новый пароль</translation>
    </message>
    <message>
        <source>New password once more</source>
        <translation>Новый пароль ещё раз</translation>
    </message>
    <message numerus="yes">
        <source>At least %n character(s). The recovery code stays valid.</source>
        <translation>
            <numerusform>Не короче %n&#xa0;знака. Код восстановления останется прежним.</numerusform>
            <numerusform>Не короче %n&#xa0;знаков. Код восстановления останется прежним.</numerusform>
            <numerusform>Не короче %n&#xa0;знаков. Код восстановления останется прежним.</numerusform>
        </translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Сменить</translation>
    </message>
    <message>
        <source>Type your current password.</source>
        <translation>Введите текущий пароль.</translation>
    </message>
    <message numerus="yes">
        <source>The password is too short: at least %n character(s).</source>
        <translation>
            <numerusform>Пароль слишком короткий: нужно не меньше %n&#xa0;знака.</numerusform>
            <numerusform>Пароль слишком короткий: нужно не меньше %n&#xa0;знаков.</numerusform>
            <numerusform>Пароль слишком короткий: нужно не меньше %n&#xa0;знаков.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The password is too long: at most %n character(s).</source>
        <translation>
            <numerusform>Пароль слишком длинный: можно не больше %n&#xa0;знака.</numerusform>
            <numerusform>Пароль слишком длинный: можно не больше %n&#xa0;знаков.</numerusform>
            <numerusform>Пароль слишком длинный: можно не больше %n&#xa0;знаков.</numerusform>
        </translation>
    </message>
    <message>
        <source>The two passwords differ.</source>
        <translation>Пароли не совпадают.</translation>
    </message>
    <message>
        <source>The password is wrong. Check the keyboard layout.</source>
        <translation>Неверный пароль. Проверьте раскладку клавиатуры.</translation>
    </message>
    <message>
        <source>Changing…</source>
        <translation>Меняем…</translation>
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
    <message>
        <source>Speed</source>
        <translation>Скорость</translation>
    </message>
    <message>
        <source>Speed: %1</source>
        <translation>Скорость: %1</translation>
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
    <message>
        <source>Untitled</source>
        <translation>Без названия</translation>
    </message>
    <message numerus="yes">
        <source>%n unread comment(s)</source>
        <translation>
            <numerusform>%n&#xa0;непрочитанный комментарий</numerusform>
            <numerusform>%n&#xa0;непрочитанных комментария</numerusform>
            <numerusform>%n&#xa0;непрочитанных комментариев</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>raskadr::ui::ProjectDialog</name>
    <message>
        <source>New project</source>
        <translation>Новый проект</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Проект</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Название</translation>
    </message>
    <message>
        <source>%1 frames/s</source>
        <translation>%1&#xa0;к/с</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>Формат кадра</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Частота кадров</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>Создать</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Сохранить</translation>
    </message>
    <message>
        <source>Give the project a title</source>
        <translation>Назовите проект</translation>
    </message>
    <message>
        <source>Limit of the project, %1</source>
        <translation>Лимит проекта, %1</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>Нет лимита</translation>
    </message>
    <message>
        <source>A hard limit: what would pass it waits in the queue.</source>
        <translation>Лимит жёсткий: что не помещается, ждёт в очереди.</translation>
    </message>
    <message>
        <source>Spent: %1. %2</source>
        <translation>Потрачено: %1. %2</translation>
    </message>
    <message>
        <source>A sum of money is needed, 3000 for example, or nothing.</source>
        <translation>Нужна сумма, например 3000, или пустое поле.</translation>
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
    <message>
        <source>Empty the trash…</source>
        <translation>Очистить корзину…</translation>
    </message>
    <message>
        <source>Delete for good…</source>
        <translation>Удалить навсегда…</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Ничего не найдено</translation>
    </message>
    <message>
        <source>No project here has these words in its title</source>
        <translation>Здесь нет проекта с такими словами в названии</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Показать все</translation>
    </message>
    <message>
        <source>There are no projects here</source>
        <translation>Проектов здесь нет</translation>
    </message>
    <message>
        <source>The library is open to look only</source>
        <translation>Библиотека открыта только для просмотра</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::PromptTexts</name>
    <message>
        <source>Copied</source>
        <translation>Скопировано</translation>
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
    <message>
        <source>Different values; left empty they stay</source>
        <translation>Значения разные; пустое поле их не изменит</translation>
    </message>
    <message>
        <source>As in the file</source>
        <translation>Как в файле</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::ProviderDetails</name>
    <message>
        <source>Details</source>
        <translation>Подробности</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Подключение</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Продолжить</translation>
    </message>
    <message>
        <source>%1 The generations of this provider wait; nothing is lost.</source>
        <translation>%1 Генерации этого провайдера ждут, ничего не потеряно.</translation>
    </message>
    <message>
        <source>What the service answered</source>
        <translation>Что ответил сервис</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>Back to the original…</source>
        <translation>Вернуть исходное…</translation>
    </message>
    <message>
        <source>Remove the provider…</source>
        <translation>Удалить провайдера…</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::ProviderList</name>
    <message>
        <source>Providers</source>
        <translation>Провайдеры</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::ProvidersSection</name>
    <message>
        <source>No providers yet</source>
        <translation>Провайдеров ещё нет</translation>
    </message>
    <message>
        <source>A provider runs the models. Import the description of one, or write it in the model editor.</source>
        <translation>Провайдер выполняет модели. Импортируйте описание или напишите его в редакторе моделей.</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Импорт…</translation>
    </message>
    <message>
        <source>Add a provider…</source>
        <translation>Добавить провайдера…</translation>
    </message>
    <message>
        <source>Providers</source>
        <translation>Провайдеры</translation>
    </message>
    <message>
        <source>Import a description…</source>
        <translation>Импортировать описание…</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::QrView</name>
    <message>
        <source>QR code of the link</source>
        <translation>QR-код ссылки</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::QueueDelegate</name>
    <message>
        <source>Shot %1</source>
        <translation>Шот %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
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
    <name>raskadr::ui::SampleStrip</name>
    <message>
        <source>First pictures</source>
        <translation>Первые картинки</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::ScriptField</name>
    <message>
        <source>Script</source>
        <translation>Сценарий</translation>
    </message>
    <message>
        <source>Script: what happens in the shot</source>
        <translation>Сценарий: что происходит в шоте</translation>
    </message>
    <message>
        <source>Script of the shot</source>
        <translation>Сценарий шота</translation>
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
    <name>raskadr::ui::ServerLogin</name>
    <message>
        <source>Address of the server</source>
        <translation>Адрес сервера</translation>
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
        <source>Check</source>
        <translation>Проверить</translation>
    </message>
    <message>
        <source>Asking the server…</source>
        <translation>Спрашиваем сервер…</translation>
    </message>
    <message>
        <source>The server answers, you are signed in</source>
        <translation>Сервер отвечает, вход выполнен</translation>
    </message>
    <message>
        <source>Send the password without encryption?</source>
        <translation>Отправить пароль без шифрования?</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Отправить</translation>
    </message>
    <message>
        <source>Enter the address of the server.</source>
        <translation>Введите адрес сервера.</translation>
    </message>
    <message>
        <source>Enter the login that the operator of the server made for you.</source>
        <translation>Введите логин, который завёл для вас владелец сервера.</translation>
    </message>
    <message>
        <source>Enter the password.</source>
        <translation>Введите пароль.</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::ServerSection</name>
    <message>
        <source>No server yet. The manager opens your link on a server that you or somebody you trust runs.</source>
        <translation>Сервера пока нет. Менеджер открывает вашу ссылку на сервере, который держите вы или кто-то, кому вы доверяете.</translation>
    </message>
    <message>
        <source>Sign in at a server</source>
        <translation>Вход на сервер</translation>
    </message>
    <message>
        <source>In this network</source>
        <translation>В этой сети</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>Вход выполнен</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>Войдите заново</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Войти</translation>
    </message>
    <message>
        <source>Forget the server</source>
        <translation>Забыть сервер</translation>
    </message>
    <message>
        <source>Login: %1</source>
        <translation>Логин: %1</translation>
    </message>
    <message>
        <source>%1. Checked: %2</source>
        <translation>%1. Проверен: %2</translation>
    </message>
    <message>
        <source>Forget the server?</source>
        <translation>Забыть сервер?</translation>
    </message>
    <message>
        <source>Links on %1 stay open for guests, but their comments come in no more until you sign in there again.</source>
        <translation>Ссылки на %1 продолжат открываться, но комментарии с них не придут, пока вы не войдёте туда снова.</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Забыть</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::SettingsPage</name>
    <message>
        <source>Appearance</source>
        <translation>Внешний вид</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Учётная запись</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Библиотека</translation>
    </message>
    <message>
        <source>About the program</source>
        <translation>О программе</translation>
    </message>
    <message>
        <source>Providers and models</source>
        <translation>Провайдеры и модели</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Сеть</translation>
    </message>
    <message>
        <source>Money</source>
        <translation>Деньги</translation>
    </message>
    <message>
        <source>Server of links</source>
        <translation>Сервер ссылок</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::ShareDialog</name>
    <message>
        <source>Link for the manager</source>
        <translation>Ссылка для менеджера</translation>
    </message>
    <message>
        <source>Revoke the link</source>
        <translation>Отозвать ссылку</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>Убрать из списка</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Остановить</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>Опубликовать</translation>
    </message>
    <message>
        <source>New link</source>
        <translation>Новая ссылка</translation>
    </message>
    <message>
        <source>The program follows this folder no more. The files stay where they are.</source>
        <translation>Программа больше не обновляет эту папку. Файлы остались на месте.</translation>
    </message>
    <message>
        <source>The link was revoked: its address opens nothing any more. What was said over it stays here.</source>
        <translation>Ссылка отозвана: по её адресу больше ничего не открывается. Сказанное по ней осталось здесь.</translation>
    </message>
    <message>
        <source>The publication was interrupted. What was sent is kept; it goes on from there.</source>
        <translation>Публикация прервана. Отправленное сохранено, продолжим с этого места.</translation>
    </message>
    <message>
        <source>The link has expired. A later day opens it again at the same address.</source>
        <translation>Срок ссылки истёк. Выберите день позже, и она снова откроется по тому же адресу.</translation>
    </message>
    <message numerus="yes">
        <source>On the page %n shot(s) stand without a picture:</source>
        <translation>
            <numerusform>На странице %n&#xa0;шот без картинки:</numerusform>
            <numerusform>На странице %n&#xa0;шота без картинки:</numerusform>
            <numerusform>На странице %n&#xa0;шотов без картинки:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>On the page is out of date: %n shot(s)</source>
        <translation>
            <numerusform>На странице устарело: %n&#xa0;шот</numerusform>
            <numerusform>На странице устарело: %n&#xa0;шота</numerusform>
            <numerusform>На странице устарело: %n&#xa0;шотов</numerusform>
        </translation>
    </message>
    <message>
        <source>Forget the folder</source>
        <translation>Забыть папку</translation>
    </message>
    <message>
        <source>Continue in the background</source>
        <translation>Продолжить в фоне</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Продолжить</translation>
    </message>
    <message>
        <source>Update</source>
        <translation>Обновить</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Сохранить</translation>
    </message>
    <message>
        <source>Forget the folder?</source>
        <translation>Забыть папку?</translation>
    </message>
    <message>
        <source>Revoke the link “%1”?</source>
        <translation>Отозвать ссылку «%1»?</translation>
    </message>
    <message>
        <source>The files stay where they are; the program updates them no more.</source>
        <translation>Файлы останутся на месте, программа перестанет их обновлять.</translation>
    </message>
    <message>
        <source>Its address opens nothing any more, at once and for good. Comments stay with you.</source>
        <translation>Адрес перестанет открываться сразу и навсегда. Комментарии останутся у вас.</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Забыть</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>Отозвать</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>и ещё %n</numerusform>
            <numerusform>и ещё %n</numerusform>
            <numerusform>и ещё %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Подробности</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::ShareLinkBox</name>
    <message>
        <source>Link</source>
        <translation>Ссылка</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Копировать</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Открыть</translation>
    </message>
    <message>
        <source>Address of the link</source>
        <translation>Адрес ссылки</translation>
    </message>
    <message>
        <source>Page in a folder</source>
        <translation>Страница в папке</translation>
    </message>
    <message>
        <source>Copy the path</source>
        <translation>Копировать путь</translation>
    </message>
    <message>
        <source>Show file</source>
        <translation>Показать файл</translation>
    </message>
    <message>
        <source>The link opens on this computer only.</source>
        <translation>Ссылка откроется только на этом компьютере.</translation>
    </message>
    <message>
        <source>Works while Raskadr is open.</source>
        <translation>Работает, пока открыт Раскадр.</translation>
    </message>
    <message>
        <source>Updated: %1.</source>
        <translation>Обновлена: %1.</translation>
    </message>
    <message>
        <source>Address and comments stay when the page is updated.</source>
        <translation>Адрес и комментарии сохранятся при обновлении.</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Скопировано</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::ShareList</name>
    <message>
        <source>New link</source>
        <translation>Новая ссылка</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::ShareProgressBox</name>
    <message>
        <source>In the queue</source>
        <translation>В очереди</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Готово</translation>
    </message>
    <message>
        <source>Without a picture</source>
        <translation>Без картинки</translation>
    </message>
    <message>
        <source>Shot %1</source>
        <translation>Шот %1</translation>
    </message>
    <message>
        <source>Publishing</source>
        <translation>Публикуем</translation>
    </message>
    <message>
        <source>Progress of the publication</source>
        <translation>Ход публикации</translation>
    </message>
    <message>
        <source>Shots of the publication</source>
        <translation>Шоты публикации</translation>
    </message>
    <message>
        <source>Making clean copies</source>
        <translation>Готовим чистые копии</translation>
    </message>
    <message>
        <source>Switching the page over</source>
        <translation>Обновляем страницу</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n file(s)</source>
        <translation>
            <numerusform>%1 из %n&#xa0;файла</numerusform>
            <numerusform>%1 из %n&#xa0;файлов</numerusform>
            <numerusform>%1 из %n&#xa0;файлов</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 из %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Prompts, models, seeds and file names stay with you.</source>
        <translation>Промты, модели, сиды и имена файлов остаются у вас.</translation>
    </message>
    <message numerus="yes">
        <source>Only what is new is sent: %n file(s) are there already.</source>
        <translation>
            <numerusform>Отправляем только новое: %n&#xa0;файл уже на месте.</numerusform>
            <numerusform>Отправляем только новое: %n&#xa0;файла уже на месте.</numerusform>
            <numerusform>Отправляем только новое: %n&#xa0;файлов уже на месте.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>raskadr::ui::ShareSettings</name>
    <message>
        <source>Name of the link</source>
        <translation>Название ссылки</translation>
    </message>
    <message>
        <source>Title on the page</source>
        <translation>Заголовок</translation>
    </message>
    <message>
        <source>Allow comments and decisions</source>
        <translation>Разрешить комментарии и решения</translation>
    </message>
    <message>
        <source>Allow downloads</source>
        <translation>Разрешить скачивать</translation>
    </message>
    <message>
        <source>Readable end of the address</source>
        <translation>Читаемый хвост адреса</translation>
    </message>
    <message>
        <source>Only you see it, beside comments.</source>
        <translation>Видите только вы, рядом с комментариями.</translation>
    </message>
    <message>
        <source>Hello! Please look at…</source>
        <translation>Здравствуйте! Посмотрите, пожалуйста…</translation>
    </message>
    <message>
        <source>Greeting</source>
        <translation>Приветствие</translation>
    </message>
    <message>
        <source>Which shots</source>
        <translation>Какие шоты</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Пароль</translation>
    </message>
    <message>
        <source>Open until</source>
        <translation>Действует до</translation>
    </message>
    <message>
        <source>To the end of this day</source>
        <translation>До конца этого дня</translation>
    </message>
    <message>
        <source>not needed</source>
        <translation>не нужен</translation>
    </message>
    <message>
        <source>Latin letters, digits and hyphens. The secret part stays before it.</source>
        <translation>Латинские буквы, цифры и дефисы. Секретная часть останется перед ним.</translation>
    </message>
    <message>
        <source>Only with a headliner</source>
        <translation>Только с хедлайнером</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Все</translation>
    </message>
    <message>
        <source>Selected</source>
        <translation>Выбранные</translation>
    </message>
    <message>
        <source>stays as it is</source>
        <translation>прежний</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 из %2</translation>
    </message>
    <message>
        <source>empty ones as number and title</source>
        <translation>пустые покажем номером и названием</translation>
    </message>
    <message>
        <source>Give the link a name: comments are told apart by it.</source>
        <translation>Назовите ссылку: по имени различают комментарии.</translation>
    </message>
    <message>
        <source>The page needs a title.</source>
        <translation>Странице нужен заголовок.</translation>
    </message>
    <message>
        <source>The greeting is too long: %1 of %2 characters.</source>
        <translation>Приветствие слишком длинное: %1 из %2 знаков.</translation>
    </message>
    <message>
        <source>Only Latin letters, digits and single hyphens between them.</source>
        <translation>Только латинские буквы, цифры и одиночные дефисы между ними.</translation>
    </message>
    <message>
        <source>Enter a password, or switch it off.</source>
        <translation>Введите пароль или выключите его.</translation>
    </message>
    <message numerus="yes">
        <source>At least %n character(s).</source>
        <translation>
            <numerusform>Не меньше %n&#xa0;знака.</numerusform>
            <numerusform>Не меньше %n&#xa0;знаков.</numerusform>
            <numerusform>Не меньше %n&#xa0;знаков.</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no shot to show yet.</source>
        <translation>Показывать пока нечего: нет ни одного шота.</translation>
    </message>
    <message>
        <source>Your name for guests</source>
        <translation>Ваше имя для гостей</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>Автор</translation>
    </message>
    <message>
        <source>Your answers are signed with it.</source>
        <translation>Так подписаны ваши ответы.</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::ShareWayBox</name>
    <message>
        <source>Another server…</source>
        <translation>Другой сервер…</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Выбрать…</translation>
    </message>
    <message>
        <source>As one ZIP file</source>
        <translation>Одним файлом ZIP</translation>
    </message>
    <message>
        <source>Where to publish</source>
        <translation>Где опубликовать</translation>
    </message>
    <message>
        <source>Opens anywhere, also on a phone.</source>
        <translation>Откроется где угодно, в том числе с телефона.</translation>
    </message>
    <message>
        <source>Works while Raskadr is open, for those in the same network.</source>
        <translation>Работает, пока открыт Раскадр, для тех, кто в той же сети.</translation>
    </message>
    <message>
        <source>A page that opens without a server. Nothing can be commented on it.</source>
        <translation>Страница, которая открывается без сервера. Комментариев в ней нет.</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Сервер</translation>
    </message>
    <message>
        <source>Where the page goes</source>
        <translation>Куда положить страницу</translation>
    </message>
    <message>
        <source>Not chosen yet</source>
        <translation>Ещё не выбрано</translation>
    </message>
    <message>
        <source>The server program is not installed.</source>
        <translation>Программа сервера не установлена.</translation>
    </message>
    <message>
        <source>Address of this computer: %1</source>
        <translation>Адрес этого компьютера: %1</translation>
    </message>
    <message>
        <source>This computer is in no network.</source>
        <translation>Компьютер не подключён к сети.</translation>
    </message>
    <message>
        <source>Sign in at the server first: “Check” does it.</source>
        <translation>Сначала войдите на сервер: нажмите «Проверить».</translation>
    </message>
    <message>
        <source>Choose where the ZIP file goes.</source>
        <translation>Выберите, куда положить ZIP-файл.</translation>
    </message>
    <message>
        <source>Choose a folder.</source>
        <translation>Выберите папку.</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>Вход выполнен</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>Войдите заново</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::ShotChoiceDialog</name>
    <message>
        <source>Number or title</source>
        <translation>Номер или название</translation>
    </message>
    <message>
        <source>Find a shot</source>
        <translation>Найти шот</translation>
    </message>
    <message>
        <source>Shots</source>
        <translation>Шоты</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::ShotComments</name>
    <message>
        <source>Comments</source>
        <translation>Комментарии</translation>
    </message>
    <message>
        <source>All comments</source>
        <translation>Все комментарии</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>Comments on this shot</source>
        <translation>Комментарии к этому шоту</translation>
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
    <name>raskadr::ui::ShotPanel</name>
    <message>
        <source>Choose a shot, and its words and settings will be here</source>
        <translation>Выберите шот&#xa0;— здесь будут его слова и настройки</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Название</translation>
    </message>
    <message>
        <source>Side panel</source>
        <translation>Боковая панель</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>Untitled shot</source>
        <translation>Шот без названия</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Статус</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Метка</translation>
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
        <source>What happens in the shot</source>
        <translation>Что происходит в шоте</translation>
    </message>
    <message>
        <source>Script</source>
        <translation>Сценарий</translation>
    </message>
    <message>
        <source>No shot chosen</source>
        <translation>Шот не выбран</translation>
    </message>
    <message>
        <source>Shot %1</source>
        <translation>Шот %1</translation>
    </message>
    <message>
        <source>Different</source>
        <translation>Разные</translation>
    </message>
    <message>
        <source>different</source>
        <translation>разные</translation>
    </message>
    <message>
        <source>The video is shorter: it plays for %1</source>
        <translation>Видео короче: идёт %1</translation>
    </message>
    <message>
        <source>Plays for %1</source>
        <translation>Идёт %1</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::SmartEditLink</name>
    <message>
        <source>Settings of the agent…</source>
        <translation>Настройки агента…</translation>
    </message>
    <message>
        <source>Show the picture to the agent</source>
        <translation>Показывать агенту картинку</translation>
    </message>
    <message>
        <source>Connect another agent…</source>
        <translation>Подключить другого агента…</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::SmartEditPanel</name>
    <message>
        <source>Describe…</source>
        <translation>Описать…</translation>
    </message>
    <message>
        <source>Rewrite and generate</source>
        <translation>Переписать и сгенерировать</translation>
    </message>
    <message>
        <source>Rewrite</source>
        <translation>Переписать</translation>
    </message>
    <message>
        <source>Generate</source>
        <translation>Сгенерировать</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Изменить</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Отбросить</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отменить</translation>
    </message>
    <message>
        <source>Keep the seed</source>
        <translation>Сохранить сид</translation>
    </message>
    <message>
        <source>Edit in words</source>
        <translation>Правка</translation>
    </message>
    <message>
        <source>For example: set the camera to 35 mm, evening instead of day</source>
        <translation>Например: сделай камеру 35 мм, замени день на вечер</translation>
    </message>
    <message>
        <source>What to change, in your own words</source>
        <translation>Что изменить, своими словами</translation>
    </message>
    <message>
        <source>Edit in words</source>
        <comment>title</comment>
        <translation>Правка</translation>
    </message>
    <message>
        <source>Agent: %1</source>
        <translation>Агент: %1</translation>
    </message>
    <message>
        <source>The agent answered unclearly, asking again</source>
        <translation>Агент ответил непонятно, уточняем</translation>
    </message>
    <message>
        <source>The agent is rewriting…</source>
        <translation>Агент переписывает промт…</translation>
    </message>
    <message>
        <source>Rewrite and generate · %1</source>
        <translation>Переписать и сгенерировать · %1</translation>
    </message>
</context>
<context>
    <name>raskadr::ui::SmartEditProposal</name>
    <message>
        <source>Negative prompt</source>
        <translation>Негативный промт</translation>
    </message>
    <message>
        <source>What changes in the prompt</source>
        <translation>Что меняется в промте</translation>
    </message>
    <message>
        <source>What changes in the negative prompt</source>
        <translation>Что меняется в негативном промте</translation>
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
    <message>
        <source>Comments</source>
        <translation>Комментарии</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Поделиться</translation>
    </message>
    <message>
        <source>Link for the manager</source>
        <translation>Ссылка для менеджера</translation>
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
