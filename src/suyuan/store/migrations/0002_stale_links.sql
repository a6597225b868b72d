-- How often the articles have changed, and how often they had when the links between them were last made: counted in the
-- transaction that changes the articles, so that a run that ends between adding and linking is finished by the next one.
CREATE TABLE link_state (articles INTEGER NOT NULL, linked INTEGER NOT NULL);
INSERT INTO link_state VALUES (1, 0);
CREATE TRIGGER articles_come AFTER INSERT ON articles BEGIN UPDATE link_state SET articles = articles + 1; END;
CREATE TRIGGER articles_go AFTER DELETE ON articles BEGIN UPDATE link_state SET articles = articles + 1; END;
CREATE TRIGGER articles_change AFTER UPDATE ON articles BEGIN UPDATE link_state SET articles = articles + 1; END;
