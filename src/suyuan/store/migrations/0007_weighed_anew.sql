-- Short texts and events in two languages are weighed otherwise than before, so all is clustered anew by the next `add`.
-- Of an event, story_place also holds how many of its articles are in Chinese letters: 20 bytes a number.
DELETE FROM story_article;
DELETE FROM story_month;
DELETE FROM story_window;
DELETE FROM story_posting;
DELETE FROM story_fresh;
DELETE FROM story_edge;
DELETE FROM story_place;
DELETE FROM story_retold;
UPDATE link_state SET linked = -1;
