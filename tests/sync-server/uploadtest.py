"""Uploads by tus, over real HTTP against the real server."""

import base64
import unittest

from apiserver import Server, medium, sha256, snapshot_of, webp


class UploadTest(unittest.TestCase):
    def setUp(self):
        self.server = Server()
        self.addCleanup(self.server.close)
        self.anna = self.server.producer()

    def test_tells_what_it_can(self):
        answer = self.server.ask("OPTIONS", "/api/v1/uploads")
        self.assertEqual(answer.status, 204)
        self.assertEqual(answer.headers["Tus-Version"], "1.0.0")
        self.assertIn("creation-with-upload", answer.headers["Tus-Extension"])
        self.assertEqual(answer.headers["Tus-Max-Size"], str(4 << 30))

    def test_takes_a_file_in_pieces(self):
        data = webp(1, 3_000_000)
        location = self.anna.begin_upload(len(data), sha256(data)).headers["Location"]
        first = self.anna.patch(location, 0, data[:1_234_567])
        self.assertEqual((first.status, first.headers["Upload-Offset"]), (204, "1234567"))
        head = self.anna.tus("HEAD", location)
        self.assertEqual(head.status, 200)
        self.assertEqual(head.headers["Upload-Offset"], "1234567")
        self.assertEqual(head.headers["Upload-Length"], str(len(data)))
        self.assertEqual(head.headers["Cache-Control"], "no-store")
        self.assertEqual(head.headers["Tus-Resumable"], "1.0.0")
        self.assertIn("Upload-Expires", head.headers)
        self.assertEqual(self.anna.patch(location, 1_234_567, data[1_234_567:]).status, 204)
        check = self.anna.ask_json("POST", "/api/v1/media/check", {"sha256": [sha256(data), "0" * 64]})
        self.assertEqual(check.json(), {"missing": ["0" * 64]})
        self.assertEqual(self.anna.tus("HEAD", location).headers["Upload-Offset"], str(len(data)))

    def test_takes_bytes_with_the_creation(self):
        data = webp(2)
        answer = self.anna.tus("POST", "/api/v1/uploads", data, {
            "Upload-Length": str(len(data)), "Content-Type": "application/offset+octet-stream",
            "Upload-Metadata": "filetype aW1hZ2Uvd2VicA==,sha256 "
                               + base64.b64encode(sha256(data).encode()).decode()})
        self.assertEqual(answer.status, 201, answer.body)
        self.assertEqual(answer.headers["Upload-Offset"], str(len(data)))
        self.assertEqual(self.anna.ask_json("POST", "/api/v1/media/check", {"sha256": [sha256(data)]}).json(),
                         {"missing": []})

    def test_keeps_what_arrived_before_a_cut(self):
        import socket
        data = webp(3, 500_000)
        location = self.anna.begin_upload(len(data), sha256(data)).headers["Location"]
        cut = socket.create_connection(("127.0.0.1", self.server.port))
        cut.sendall((f"PATCH {location} HTTP/1.1\r\nHost: x\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\n"
                     f"Authorization: Bearer {self.anna.token}\r\nContent-Length: {len(data)}\r\n"
                     "Content-Type: application/offset+octet-stream\r\n\r\n").encode() + data[:200_000])
        cut.close()
        while True:
            head = self.anna.tus("HEAD", location)
            if head.status == 200 and head.headers["Upload-Offset"] == "200000":
                break
            self.assertIn(head.status, (200, 423))
        offset = int(head.headers["Upload-Offset"])
        self.assertEqual(self.anna.patch(location, offset, data[offset:]).status, 204)

    def test_refuses_what_is_not_this_upload(self):
        data = webp(4)
        location = self.anna.begin_upload(len(data), sha256(data)).headers["Location"]
        wrong = self.anna.patch(location, 5, data)
        self.assertEqual((wrong.status, wrong.code), (409, "wrong_offset"))
        self.assertEqual(self.anna.patch(location, 0, data + b"x").status, 413)
        self.assertEqual(self.anna.patch(location, 0, data, {"Content-Type": "text/plain"}).status, 415)
        self.assertEqual(self.anna.patch(location, 0, data, {"Tus-Resumable": "0.2.2"}).status, 412)
        self.assertEqual(self.anna.ask("HEAD", location).status, 412)
        self.assertEqual(self.anna.tus("HEAD", "/api/v1/uploads/" + "0" * 32).status, 404)
        self.assertEqual(self.anna.tus("HEAD", "/api/v1/uploads/..%2f..").status, 404)
        self.server.order("add", "boris", "correct horse")
        boris = self.server.producer("boris")
        self.assertEqual(boris.tus("HEAD", location).status, 404)
        self.assertEqual(boris.patch(location, 0, data).status, 404)
        self.assertEqual(boris.tus("DELETE", location).status, 404)
        self.assertEqual(self.anna.patch(location, 0, data).status, 204)

    def test_refuses_to_begin(self):
        self.assertEqual(self.anna.begin_upload(0, "a" * 64).status, 400)
        self.assertEqual(self.anna.begin_upload((4 << 30) + 1, "a" * 64).status, 413)
        self.assertEqual(self.anna.begin_upload(10, "not a hash").code, "hash_needed")
        self.assertEqual(self.anna.tus("POST", "/api/v1/uploads", headers={
            "Upload-Length": "10", "Upload-Metadata": "sha256 %%%", "Content-Length": "0"}).status, 400)

    def test_drops_what_is_not_what_was_announced(self):
        data = webp(5)
        location = self.anna.begin_upload(len(data), "a" * 64).headers["Location"]
        answer = self.anna.patch(location, 0, data)
        self.assertEqual((answer.status, answer.code), (460, "hash_differs"))
        self.assertEqual(self.anna.tus("HEAD", location).status, 404)

    def test_refuses_files_that_carry_more_than_a_picture(self):
        clean = webp(6)
        exif = b"EXIF\x04\x00\x00\x00seed"
        body = clean[8:] + exif
        hostile = {
            "a WebP with EXIF": b"RIFF" + len(body).to_bytes(4, "little") + body,
            "bytes behind the end": clean + b"prompt",
            "HTML": b"<html><script>alert(1)</script></html>",
            "SVG": b"<svg xmlns='http://www.w3.org/2000/svg'></svg>",
            "HTML behind a JPEG's first bytes": b"\xff\xd8\xff<script>alert(1)</script>",
        }
        for name, data in hostile.items():
            with self.subTest(name):
                answer = self.anna.upload(data)
                self.assertEqual((answer.status, answer.code), (422, "not_publishable"))
                check = self.anna.ask_json("POST", "/api/v1/media/check", {"sha256": [sha256(data)]})
                self.assertEqual(check.json()["missing"], [sha256(data)])

    def test_ends_an_upload(self):
        location = self.anna.begin_upload(100, "a" * 64).headers["Location"]
        self.assertEqual(self.anna.tus("DELETE", location).status, 204)
        self.assertEqual(self.anna.tus("HEAD", location).status, 404)
        self.assertEqual(self.anna.tus("DELETE", location).status, 404)

    def test_tells_nobody_about_files_of_others(self):
        data = webp(7)
        self.anna.upload(data)
        self.server.order("add", "boris", "correct horse")
        boris = self.server.producer("boris")
        self.assertEqual(boris.ask_json("POST", "/api/v1/media/check", {"sha256": [sha256(data)]}).json(),
                         {"missing": [sha256(data)]})
        share = boris.share()
        answer = boris.publish(share, 1, snapshot_of([data]))
        self.assertEqual((answer.status, answer.json()["missing"]), (422, [sha256(data)]))

    def test_goes_on_after_the_server_was_killed(self):
        data = webp(8, 400_000)
        location = self.anna.begin_upload(len(data), sha256(data)).headers["Location"]
        self.assertEqual(self.anna.patch(location, 0, data[:250_000]).status, 204)
        self.server.kill()
        self.server.start()
        self.assertEqual(self.anna.tus("HEAD", location).headers["Upload-Offset"], "250000")
        self.assertEqual(self.anna.patch(location, 250_000, data[250_000:]).status, 204)

    def test_finishes_what_a_crash_left_between_name_and_row(self):
        import pathlib
        data = webp(9)
        location = self.anna.begin_upload(len(data), sha256(data)).headers["Location"]
        files = pathlib.Path(self.server.folder, "media/files", sha256(data)[:2])
        files.mkdir(parents=True)
        part = pathlib.Path(self.server.folder, "media/parts", location.rsplit("/", 1)[1] + ".part")
        part.write_bytes(data)
        part.rename(files / sha256(data))
        self.assertEqual(self.anna.tus("HEAD", location).headers["Upload-Offset"], str(len(data)))
        self.assertEqual(self.anna.ask_json("POST", "/api/v1/media/check", {"sha256": [sha256(data)]}).json(),
                         {"missing": []})

    def test_finishes_a_file_whose_last_answer_was_lost(self):
        import pathlib
        data = webp(10)
        location = self.anna.begin_upload(len(data), sha256(data)).headers["Location"]
        pathlib.Path(self.server.folder, "media/parts", location.rsplit("/", 1)[1] + ".part").write_bytes(data)
        self.assertEqual(self.anna.tus("HEAD", location).headers["Upload-Offset"], str(len(data)))
        share = self.anna.share()
        self.assertEqual(self.anna.publish(share, 1, snapshot_of([data])).status, 201)

    def test_size_and_type_must_be_those_of_the_file(self):
        data = webp(11)
        self.anna.upload(data)
        share = self.anna.share()
        snapshot = snapshot_of([data])
        snapshot["shots"][0]["media"]["thumb"]["size"] += 1
        self.assertEqual(self.anna.publish(share, 1, snapshot).status, 422)
        snapshot = snapshot_of([data])
        snapshot["shots"][0]["media"] = {"fullJpeg": medium(data)}
        self.assertEqual(self.anna.publish(share, 1, snapshot).code, "media_missing")


class RoomTest(unittest.TestCase):
    def test_quota_counts_what_was_announced(self):
        server = Server("--quota-mb", "1")
        self.addCleanup(server.close)
        anna = server.producer()
        location = anna.begin_upload(700_000, "a" * 64).headers["Location"]
        refused = anna.begin_upload(700_000, "b" * 64)
        self.assertEqual((refused.status, refused.code), (413, "quota_exceeded"))
        anna.tus("DELETE", location)
        self.assertEqual(anna.begin_upload(700_000, "b" * 64).status, 201)

    def test_leaves_room_for_comments(self):
        server = Server("--min-free-mb", "999999999")
        self.addCleanup(server.close)
        anna = server.producer()
        refused = anna.begin_upload(1000, "a" * 64)
        self.assertEqual((refused.status, refused.code), (507, "no_room"))
        self.assertTrue(anna.share()["token"])


if __name__ == "__main__":
    unittest.main()
